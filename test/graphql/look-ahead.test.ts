import { type FragmentDefinitionNode, type OperationDefinitionNode, parse } from 'graphql';
import { argumentsNamed, askedAt, askedBelow } from '../../src/kernel/look-ahead.js';
import { requestedFieldsOf } from '../../src/modules/comparison/answers/rooms/requested-fields.js';

/** The `info` object that a resolver of the first root field gets. */
function infoOf(query: string, variableValues: Record<string, unknown> = {}) {
  const { definitions } = parse(query);
  const operation = definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
  )!;
  const fragments = Object.fromEntries(
    definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === 'FragmentDefinition')
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return { fieldNodes: operation.selectionSet.selections as never, fragments, variableValues };
}

describe('looking ahead', () => {
  it('finds fields through fragments and under other names, and the values of their arguments', () => {
    const info = infoOf(
      'query ($m: [MetricId!]!) { compareRooms { ...rows edges { node { b: value(metric: TOPICS_CLOSED) { ' +
        'value } } } } } fragment rows on X { nodes { a: values(metrics: $m) { value } ... { place { name } } } ' +
        '}',
      { m: ['SUGGESTIONS', 'ATTENDANCES'] },
    );
    const asked = askedBelow(info);
    expect(argumentsNamed(asked, ['metrics', 'metric'], info.variableValues)).toEqual([
      'SUGGESTIONS',
      'ATTENDANCES',
      'TOPICS_CLOSED',
    ]);
    expect(askedAt(asked, ['nodes'], ['place'], ['name'])).toHaveLength(1);
    expect(askedAt(asked, ['edges'], ['place'])).toEqual([]);
  });

  it("finds the selected metrics in the catalogue's order, and whether any field of a place was selected", () => {
    expect(
      requestedFieldsOf(
        infoOf(
          '{ compareRooms { nodes { place { code } value(metric: SUGGESTIONS) { value } values(metrics: ' +
            '[SESSIONS_HELD, NO_SUCH]) { value } } } }',
        ),
      ),
    ).toEqual({ metrics: ['SESSIONS_HELD', 'SUGGESTIONS'], place: true });
    expect(
      requestedFieldsOf(infoOf('{ compareRooms { edges { node { place { streets { nodes { code } } } } } } }')),
    ).toEqual({
      metrics: [],
      place: true,
    });
    expect(requestedFieldsOf(infoOf('{ compareRooms { nodes { value(metric: SUGGESTIONS) { value } } } }'))).toEqual({
      metrics: ['SUGGESTIONS'],
      place: false,
    });
    expect(requestedFieldsOf(infoOf('{ compareRooms { totalCount } }'))).toEqual({ metrics: [], place: false });
  });
});
