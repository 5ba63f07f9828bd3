import type { RouteObject } from 'react-router';
import { FirstScreen } from './first-screen.tsx';
import { Frame } from './frame.tsx';
import { NotFound } from './not-found.tsx';
import { screens } from './screens.ts';

/** Every screen stands in the frame; each is fetched when it is first opened. */
export const roads: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      { index: true, element: <FirstScreen /> },
      ...screens.map(({ path, load }) => ({
        path,
        lazy: async () => ({ Component: (await load()).default }),
      })),
      { path: '*', element: <NotFound /> },
    ],
  },
];
