/**
 * The thread in which a PDF is read, so that a hostile one can be stopped: the reader outside ends the thread when its
 * time is up, and the thread's own heap is limited.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { getDocument, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DraftBlock } from './assemble.ts';
import { Layout } from './pdf-layout.ts';
import { readPage } from './pdf-page.ts';

export interface PdfTask {
  bytes: Uint8Array;
  pages: number;
  textLength: number;
}

export type PdfAnswer = { blocks: DraftBlock[] } | { refusal: string; where?: string };

async function read({ bytes, pages, textLength }: PdfTask): Promise<PdfAnswer> {
  const task = getDocument({
    data: bytes,
    // Nothing is drawn: no generated code, no fonts of the system, no pictures.
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: 1,
    useWasm: false,
    verbosity: 0,
  } as Parameters<typeof getDocument>[0]);
  try {
    const document = await task.promise;
    if (document.numPages > pages) return { refusal: 'too-many-pages', where: `${document.numPages} trang` };
    const layout = new Layout();
    let length = 0;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const content = await readPage(page);
      page.cleanup();
      for (const { text } of content.pieces) length += text.length;
      if (length > textLength) return { refusal: 'too-large' };
      layout.add(content);
    }
    return length === 0 ? { refusal: 'scan' } : { blocks: layout.blocks };
  } catch (error) {
    return { refusal: error instanceof PasswordException ? 'encrypted' : 'broken' };
  }
}

parentPort?.postMessage(await read(workerData as PdfTask));
