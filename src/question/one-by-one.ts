/**
 * The verdict on options that came one at a time (discrete option multiple choice; Foster and Miller, 2009), each judged
 * Yes or No: wrong with the first wrong judgement, right once every right option has been met with Yes.
 * @param shown the options shown so far, in their order: indices into the question's own
 * @param yes those of them that were judged Yes; the others were judged No
 * @returns undefined while it is not decided
 */
export function isRightOneByOne(
  options: readonly { correct: boolean }[],
  shown: readonly number[],
  yes: readonly number[],
): boolean | undefined {
  if (shown.some((index) => options[index]?.correct !== yes.includes(index))) return false;
  return options.every((option, index) => !option.correct || shown.includes(index)) ? true : undefined;
}
