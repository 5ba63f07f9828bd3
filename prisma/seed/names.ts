/** Every invented family name ends with this word, so that nobody takes a demonstration for a person. */
export const INVENTED = 'Inventati';

export const womensNames = words(`
  Alice Angela Anna Aurora Barbara Camilla Carla Caterina Cristina Daniela Elena Elisa Emma Fatima
  Federica Francesca Giada Giulia Greta Ilaria Laura Lucia Maria Marta Martina Michela Nadia Noemi
  Paola Rosa Sara Silvia Sofia Teresa Valentina Vera
`);

export const mensNames = words(`
  Adriano Alberto Alessio Andrea Angelo Carlo Claudio Daniele Davide Edoardo Emanuele Enrico Fabio
  Filippo Franco Gabriele Giacomo Gianni Giorgio Giovanni Ivan Lorenzo Luca Marco Matteo Michele
  Mohamed Nicola Omar Paolo Pietro Riccardo Roberto Simone Stefano Tommaso
`);

export const familyNames = words(`
  Abeti Acquafresca Altavalle Argini Betulli Boscoverde Brughieri Campolungo Castagni Collalto
  Cornioli Dossi Faggeti Falesi Felceti Fontanelle Ginepri Gronde Lagoblu Lariceti Maggenghi Mulinelli
  Noccioli Ombrosi Pascoli Pietraia Piovani Pratofiorito Querceti Radure Ripalta Roggia Rovereti
  Sambuchi Selvabella Sentieri Sorgenti Spondalunga Tigli Torrenti Valchiara Vigneti
`);

export const streets = [
  'Via degli Esempi',
  'Via del Mulino',
  'Via della Fonte',
  'Via delle Scuole',
  'Via San Rocco',
  'Vicolo Stretto',
  'Piazza della Prova',
  'Via dei Tigli',
  'Via al Lago',
  'Via Panoramica',
] as const;

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
