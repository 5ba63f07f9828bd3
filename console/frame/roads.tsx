import { Navigate, type RouteObject } from 'react-router';
import { Frame } from './frame.tsx';
import { NotFound } from './not-found.tsx';
import { screens } from './screens.ts';

/** Every screen stands in the frame; each is fetched when it is first opened. */
export const roads: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      { index: true, element: <Navigate to="/work" replace /> },
      ...screens.map(({ path, load }) => ({
        path,
        lazy: async () => ({ Component: (await load()).default }),
      })),
      { path: '*', element: <NotFound /> },
    ],
  },
];
