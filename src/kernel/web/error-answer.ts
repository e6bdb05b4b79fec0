import { Refusal } from '../refusal.ts';

/** What a visitor learns of a failure. Never a stack, a query or a file name. */
export interface ErrorAnswer {
  status: number;
  message: string;
  code: string;
  where?: string;
  remedy?: string;
  requestId: string;
}

/** A refusal is told as it stands; anything else that was thrown is our fault and told without its inside. */
export function answerToThrown(thrown: unknown, requestId: string): ErrorAnswer {
  if (thrown instanceof Refusal) {
    const { status, message, code, where, remedy } = thrown;
    return { status, message, code, where, remedy, requestId };
  }
  const message = `Hệ thống gặp sự cố khi xử lý yêu cầu này (mã yêu cầu: ${requestId}).`;
  return { status: 500, message, code: 'internal', requestId };
}
