import type { FullAutoFill } from 'svelte/elements';
import type { Option } from './filters.ts';

/** Anchor of a field's control, which an error summary links to. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** What every field says, whatever its control. */
interface FieldBase {
  name: string;
  label: string;
  /** What to write and how, under the label: "Ví dụ: 3487/QĐ-UBND". */
  hint?: string;
  /** What is wrong and how to mend it; marks the field. */
  error?: string | null;
  required?: boolean;
  disabled?: boolean;
}

/** A form field by its kind; `value` is what was typed, so that nothing is lost when the form comes back. */
export type FieldProps = FieldBase &
  (
    | {
        kind?: 'text' | 'email' | 'search' | 'tel' | 'url' | 'date';
        value?: string | null;
        autocomplete?: FullAutoFill;
        inputmode?: 'numeric' | 'decimal' | 'text';
        maxlength?: number;
        min?: string;
        max?: string;
      }
    /** Never comes back with its value. */
    | { kind: 'password'; autocomplete: 'current-password' | 'new-password' | 'one-time-code' }
    | { kind: 'textarea'; value?: string | null; rows?: number; maxlength?: number }
    | { kind: 'select'; value?: string | null; options: readonly Option[]; emptyLabel?: string }
    /** Radio buttons: one of a few, all in sight. */
    | { kind: 'choice'; value?: string | null; options: readonly Option[] }
    /** Checkboxes: any of a few. */
    | { kind: 'choices'; values?: readonly string[]; options: readonly Option[] }
    /** One checkbox; the label stands beside it. */
    | { kind: 'checkbox'; checked?: boolean; value?: string }
    | { kind: 'file'; accept?: string; multiple?: boolean }
  );
