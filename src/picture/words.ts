import { inLanguages } from '../language.ts';

const english = {
  notDrawn: (description: string) => `I could not draw it just now. In words: ${description}`,
};

export const pictureWords = inLanguages(english);
