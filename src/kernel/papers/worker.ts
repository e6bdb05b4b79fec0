/** The papers' thread: setting a paper takes the processor for some milliseconds without pause, which no visitor shall wait for. */
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import type { Sheet } from './annex-sheets.ts';
import type { Paper } from './model.ts';
import { typeset } from './pdf/typeset.ts';
import { present } from './present.ts';
import { writeSheets } from './sheets.ts';
import { writeWord } from './word/document.ts';

export type PaperTask = { format: 'docx' | 'pdf'; paper: Paper } | { format: 'xlsx'; sheets: readonly Sheet[] };

export type PaperAnswer =
  | { id: number; bytes: Uint8Array }
  | { id: number; refusal: { code: string; message: string; status: number; where?: string; remedy?: string } }
  | { id: number; failure: string };

async function carryOut(task: PaperTask): Promise<Uint8Array> {
  switch (task.format) {
    case 'docx':
      return writeWord(present(task.paper));
    case 'pdf':
      return typeset(present(task.paper));
    case 'xlsx':
      return writeSheets(task.sheets);
  }
}

parentPort?.on('message', async ({ id, task }: { id: number; task: PaperTask }) => {
  let answer: PaperAnswer;
  try {
    answer = { id, bytes: await carryOut(task) };
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, message, status, where, remedy } = error;
      answer = { id, refusal: { code, message, status, where, remedy } };
    } else {
      answer = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
  parentPort!.postMessage(answer);
});
