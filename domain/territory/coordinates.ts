/** Where a place is, in decimal degrees (WGS 84). */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * The point that stands for each of the 42 comuni, by ISTAT code. From the open data of the comuni of Italy by Open
 * Data Sicilia; each was checked to lie within 32 km of all the others.
 */
export const coordinatesOfComuni: ReadonlyMap<string, Coordinates> = new Map([
  ['016025', { latitude: 45.719384, longitude: 9.903158 }],
  ['016026', { latitude: 45.774503, longitude: 9.920848 }],
  ['016032', { latitude: 45.721786, longitude: 9.894848 }],
  ['016055', { latitude: 45.665182, longitude: 9.829158 }],
  ['016058', { latitude: 45.749184, longitude: 9.907258 }],
  ['016068', { latitude: 45.711865, longitude: 9.823789 }],
  ['016069', { latitude: 45.698864, longitude: 9.825711 }],
  ['016093', { latitude: 45.792486, longitude: 9.969058 }],
  ['016094', { latitude: 45.705615, longitude: 9.874626 }],
  ['016110', { latitude: 45.755784, longitude: 9.886657 }],
  ['016114', { latitude: 45.676703, longitude: 9.827054 }],
  ['016119', { latitude: 45.727504, longitude: 9.911202 }],
  ['016130', { latitude: 45.716393, longitude: 9.880496 }],
  ['016137', { latitude: 45.763185, longitude: 9.931658 }],
  ['016179', { latitude: 45.789229, longitude: 9.935725 }],
  ['016189', { latitude: 45.688557, longitude: 9.804066 }],
  ['016205', { latitude: 45.767485, longitude: 9.924158 }],
  ['016218', { latitude: 45.696483, longitude: 9.842557 }],
  ['016236', { latitude: 45.726531, longitude: 9.89399 }],
  ['016244', { latitude: 45.687882, longitude: 9.853358 }],
  ['016001', { latitude: 45.699945, longitude: 9.948935 }],
  ['016002', { latitude: 45.713986, longitude: 9.958705 }],
  ['016088', { latitude: 45.660582, longitude: 9.93106 }],
  ['016104', { latitude: 45.690883, longitude: 9.920059 }],
  ['016109', { latitude: 45.658882, longitude: 9.888859 }],
  ['016159', { latitude: 45.738026, longitude: 10.034515 }],
  ['016174', { latitude: 45.680784, longitude: 10.014361 }],
  ['016193', { latitude: 45.670143, longitude: 9.963513 }],
  ['016211', { latitude: 45.709385, longitude: 10.046262 }],
  ['016235', { latitude: 45.684342, longitude: 9.962284 }],
  ['016237', { latitude: 45.715775, longitude: 10.022717 }],
  ['016242', { latitude: 45.673042, longitude: 9.933834 }],
  ['016033', { latitude: 45.828388, longitude: 10.045059 }],
  ['016065', { latitude: 45.802987, longitude: 10.06706 }],
  ['016086', { latitude: 45.829888, longitude: 10.098161 }],
  ['016102', { latitude: 45.757803, longitude: 10.020207 }],
  ['016128', { latitude: 45.816882, longitude: 10.075214 }],
  ['016162', { latitude: 45.809887, longitude: 10.04306 }],
  ['016180', { latitude: 45.77357, longitude: 10.039343 }],
  ['016182', { latitude: 45.857665, longitude: 10.133545 }],
  ['016200', { latitude: 45.781784, longitude: 10.025203 }],
  ['016204', { latitude: 45.820724, longitude: 10.023098 }],
]);
