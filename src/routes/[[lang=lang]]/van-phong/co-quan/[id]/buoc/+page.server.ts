import { redirect } from '@sveltejs/kit';
import { reviseReorganisation } from '#kernel/organisations/drafts.ts';
import { addFunction } from '#kernel/organisations/functions.ts';
import { STEP_WORDS } from '#kernel/organisations/reorganisation/words.ts';
import { actOf, type ReorganisationRow } from '#kernel/organisations/reorganisation-queries.ts';
import { bodiesOn, functionsIn, keysLike } from '#kernel/organisations/tree.ts';
import { KIND_WORDS, LEVEL_WORDS } from '#kernel/organisations/words.ts';
import { fail } from '@sveltejs/kit';
import { readForm, refusedForm, type FormAnswer } from '../../../forms.ts';
import { withNotice } from '../../../paths.ts';
import { besideForm, notThere } from '../../../refused.ts';
import { optionsOf } from '../../act-words.ts';
import { actCrumbs, actPath } from '../../addresses.ts';
import { isStepKind, keyFrom, newFunctionsIn, readStep, REST_OPTION, ROWS } from '../../step-form.ts';
import { draftActOf, seenIn } from '../draft-act.ts';
import type { Actions, PageServerLoad } from './$types';

const words = (of: Record<string, { vi: string }>) =>
  Object.entries(of).map(([value, { vi }]) => ({ value, label: vi }));

export const load: PageServerLoad = async (event) => {
  const { db, row } = await draftActOf(event);
  const kind = event.url.searchParams.get('loai');
  if (!isStepKind(kind)) throw notThere('loại thay đổi', actPath(row.id));
  const [living, functions] = await Promise.all([bodiesOn(db, row.effectiveOn), functionsIn(db)]);
  const made = row.steps.flatMap((step) => (step.step === 'create' ? [{ key: step.key, name: step.name }] : []));
  return {
    title: STEP_WORDS[kind].vi,
    breadcrumb: actCrumbs({ text: row.number ?? row.title, href: actPath(row.id) }, { text: STEP_WORDS[kind].vi }),
    id: row.id,
    revision: row.revision,
    kind,
    rows: ROWS,
    bodies: optionsOf(living),
    takers: optionsOf([...living, ...made]),
    functions: [...functions.map(({ key, name }) => ({ value: key, label: name })), REST_OPTION],
    levels: words(LEVEL_WORDS),
    kinds: words(KIND_WORDS),
  };
};

/** A key is taken by any body there ever was, and by those that this act makes. */
const takenBy =
  (known: ReadonlySet<string>, { steps }: ReorganisationRow) =>
  (key: string) =>
    known.has(key) || steps.some((step) => step.step === 'create' && step.key === key);

export const actions: Actions = {
  default: async (event) => {
    const { db, actor, row } = await draftActOf(event);
    const kind = event.url.searchParams.get('loai');
    if (!isStepKind(kind)) throw notThere('loại thay đổi', actPath(row.id));
    const values = await readForm(event.request);
    const known = await keysLike(
      db,
      keyFrom(values.name ?? '', () => false),
    );
    const added = new Map<string, string>();
    const readStepForm = () =>
      readStep(kind, values, {
        body: (name) => keyFrom(name, takenBy(known, row)),
        function: (name) => added.get(name) ?? keyFrom(name, () => false),
      });
    try {
      // A function is added only for a step that can be read.
      if (kind === 'split' && 'step' in readStepForm()) {
        for (const name of newFunctionsIn(values)) added.set(name, await addFunction(db, actor, name));
      }
      const read = readStepForm();
      if ('errors' in read) return fail<FormAnswer>(400, { values, errors: read.errors, refusal: null });
      await reviseReorganisation(db, actor, row.id, seenIn(values), {
        ...actOf(row),
        steps: [...row.steps, read.step],
      });
    } catch (error) {
      return refusedForm(values, besideForm(error));
    }
    redirect(303, withNotice(actPath(row.id), 'da-sua-sap-xep'));
  },
};
