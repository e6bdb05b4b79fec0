export { ATTACHMENT_ENDINGS, isKeptAttachment, keepAttachment, type KeptAttachment } from './attachment.ts';
export { contentDisposition, safeName } from './names.ts';
export { describeFile, registerFile, storedFile, type StoredFile } from './register.ts';
export { sniffMedia, type MediaType } from './sniff.ts';
export {
  getFile,
  isSha256,
  putFile,
  sweepIncoming,
  type Content,
  type KeptFile,
  type OpenFile,
  type Sha256,
} from './store.ts';
