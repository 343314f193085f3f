import { tick } from 'svelte'

/** Takes whoever sent a form to the first field that is not right yet. */
export async function toFirstFault(form: ParentNode | null | undefined): Promise<void> {
  await tick()
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault] input')?.focus()
}
