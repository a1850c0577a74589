import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './explorer.css';
import { GraphiQL } from 'graphiql';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { defaultTabs } from './demo-queries.js';
import { fetchGraphQL } from './fetch-graphql.js';
import { HintBar } from './hint-bar.js';
import { maskedStorage } from './masked-storage.js';

const element = document.getElementById('explorer');
if (!element) throw new Error('index.html has no element #explorer');

createRoot(element).render(
  <StrictMode>
    <HintBar />
    <main>
      <GraphiQL
        fetcher={fetchGraphQL}
        defaultTabs={defaultTabs}
        storage={maskedStorage(window.sessionStorage)}
        // A header holds a token: it is never written to the browser's storage, and nobody is offered to.
        shouldPersistHeaders={false}
        showPersistHeadersSettings={false}
      >
        <GraphiQL.Logo>好商量</GraphiQL.Logo>
      </GraphiQL>
    </main>
  </StrictMode>,
);
