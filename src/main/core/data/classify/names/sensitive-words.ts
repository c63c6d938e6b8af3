import { nameTokens } from './name-tokens.ts';

/** Beginnings of words for what the law protects most: health, faith, origin, opinion, orientation, union, crime. */
const beginnings =
  /^(?:relig|faith|konfession|glaube|ethnic|ethni|etnia|race|raza|rasse|diagnos|disease|krankheit|maladie|enfermedad|malattia|ziekte|doenca|illness|symptom|allerg|medicat|medikament|medicament|medicina|prescript|rezept|blood|blut|disab|behinder|handicap|discapac|pregnan|schwanger|enceinte|health|gesundheit|sante|salud|salute|gezondheid|saude|hiv|sexual|orientation|politic|polit|union|gewerkschaft|syndicat|sindicat|convict|criminal|vorstrafe|biometr|genetic|marital|familienstand|etatcivil)/;

/** True for a name that says a column holds what the law protects most. */
export const isSensitiveName = (name: string): boolean =>
  nameTokens(name).some((token) => beginnings.test(token));
