import { Parser } from 'htmlparser2';
import type { DocumentLimits } from './limits.ts';
import { documentRefusal } from './refusals.ts';
import { unzipText, type ZipEntry } from './zip.ts';

export interface XmlEvents {
  open?(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  text?(data: string): void;
}

/** Streams one member of a docx through an XML reader that knows no entities but the five of XML. */
export function streamXml(bytes: Uint8Array, entry: ZipEntry, limits: DocumentLimits, events: XmlEvents): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > limits.depth) throw documentRefusal('broken', 'các phần tử lồng nhau quá sâu');
        events.open?.(name, attributes);
      },
      onclosetag(name) {
        depth--;
        events.close?.(name);
      },
      ontext: (data) => events.text?.(data),
      onprocessinginstruction(name) {
        // OPC forbids document type declarations, the door of entity bombs (ISO/IEC 29500-2, 8.1.4).
        if (name.toLowerCase().startsWith('!')) throw documentRefusal('bomb', 'khai báo thực thể XML');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  unzipText(bytes, entry, limits, (piece) => parser.write(piece));
  parser.end();
}

/** Word's on/off values: present without value means on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off|none)$/.test(value);
}
