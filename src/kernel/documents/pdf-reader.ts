import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Draft } from './assemble.ts';
import type { DocumentLimits } from './limits.ts';
import { refusePdfBomb } from './pdf-bomb.ts';
import type { PdfAnswer, PdfTask } from './pdf-worker.ts';
import { documentRefusal, isDocumentRefusal } from './refusals.ts';

/**
 * Found by its name in the package, not beside this file: the built server keeps this file in another folder.
 */
const WORKER = createRequire(import.meta.url).resolve('#kernel/documents/pdf-worker.ts');

/**
 * Reads the text layer of a PDF: printed lines with their page, paragraphs, and tables from their ruling lines or, where
 * there are none, from columns of blank. Runs in a thread of its own within limits of time and memory.
 * @throws Refusal `document.scan`, `.encrypted`, `.broken`, `.bomb`, `.too-many-pages`, `.too-long` or `.too-large`
 */
export async function readPdf(bytes: Uint8Array, limits: DocumentLimits): Promise<Draft> {
  if (isEncrypted(bytes)) throw documentRefusal('encrypted');
  refusePdfBomb(bytes, limits);
  const answer = await runWorker(bytes, limits);
  if ('blocks' in answer) return { format: 'pdf', blocks: answer.blocks, diagnostics: [] };
  throw documentRefusal(isDocumentRefusal(answer.refusal) ? answer.refusal : 'broken', answer.where);
}

/** Encryption is named in the trailer, which stands in clear text or in the dictionary of the last cross-reference stream. */
function isEncrypted(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf('/Encrypt'); at >= 0; at = file.indexOf('/Encrypt', at + 8)) {
    if (/^\/Encrypt\s*(?:\d+\s+\d+\s+R\b|<<)/.test(file.toString('latin1', at, at + 40))) return true;
  }
  return false;
}

function runWorker(bytes: Uint8Array, limits: DocumentLimits): Promise<PdfAnswer> {
  const task: PdfTask = { bytes, pages: limits.pages, textLength: limits.textLength };
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: limits.pdfHeapMegabytes },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    const timer = setTimeout(() => end(() => reject(documentRefusal('too-long'))), limits.pdfMilliseconds);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    worker.once('message', (answer: PdfAnswer) => end(() => resolve(answer)));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const kind = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'bomb' : 'broken';
      end(() => reject(documentRefusal(kind, undefined, error)));
    });
    worker.once('exit', () => end(() => reject(documentRefusal('broken'))));
  });
}
