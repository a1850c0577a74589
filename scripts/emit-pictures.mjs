// npm run docs:pictures: draws docs/pictures/*.svg from the code. `--check` says whether they are fresh.
import { getMetadataArgsStorage } from 'typeorm';
import { built, emit } from './emitted-file.mjs';
import { dataPicture } from './pictures/data-model.mjs';
import { floorsPicture } from './pictures/floors.mjs';
import { requestPicture } from './pictures/request.mjs';

const { entities } = await built('dist', 'src/modules/registry.js');
const pictures = {
  floors: floorsPicture(),
  request: requestPicture(),
  'data-model': dataPicture({ entities, storage: getMetadataArgsStorage() }),
};
for (const [name, printed] of Object.entries(pictures)) {
  emit({
    file: `docs/pictures/${name}.svg`,
    printed,
    what: 'drawn from the code as it is',
    command: 'docs:pictures',
    size: `${printed.length} characters`,
  });
}
