/**
 * Kills: a payload with a mistyped field, or with the payload class of another mutation.
 * The compiler is the guard: `npm run build` fails when a line below `@ts-expect-error` compiles.
 * The lines above each are the control: the same code, correct.
 */
import 'reflect-metadata';
import { Arg, Field, ObjectType, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../src/kernel/payload.js';

@ObjectType()
class Note {
  @Field(() => String, { description: 'What it says.' })
  text!: string;
  @Field(() => String, { description: 'Who says it.' })
  author!: string;
}
@ObjectType()
class Stamp {
  @Field(() => Number, { description: 'What it costs.' })
  price!: number;
}
const NoteWritePayload = payloadOf(Note, 'note', 'noteWrite');
const StampPrintPayload = payloadOf(Stamp, 'stamp', 'stampPrint');
const NoteKeepPayload = payloadOf<Note, 'note', Pick<Note, 'text'>>(Note, 'note', 'noteKeep');

const note: Note = { text: 'n', author: 'a' };
const stamp: Stamp = { price: 1 };

describe('the payload of a mutation', () => {
  it('holds the row under its own name', () => {
    expect(NoteWritePayload.of(note)).toEqual({ note });
    expect(NoteKeepPayload.of({ text: 'n' })).toEqual({ note: { text: 'n' } });
  });

  it('does not compile with a name or a row that is not its own', () => {
    const right: Payload<'note', Note>[] = [NoteWritePayload.of(note), { note }];
    const wrong: Payload<'note', Note>[] = [
      // @ts-expect-error: the name is mistyped.
      { nota: note },
      // @ts-expect-error: the row is of another type.
      { note: stamp },
      // @ts-expect-error: the payload is another mutation's.
      StampPrintPayload.of(stamp),
    ];
    // @ts-expect-error: the row is of another type.
    wrong.push(NoteWritePayload.of(stamp));
    // @ts-expect-error: less of the row than the payload was declared with.
    wrong.push(NoteWritePayload.of({ text: 'n' }));
    expect(right).toHaveLength(2);
    expect(wrong).toHaveLength(5);
  });

  it('does not compile when a mutation returns another payload than its schema names', () => {
    @Resolver()
    class Right {
      @Writes(NoteWritePayload, { description: 'By the payload.' })
      async noteWrite(@Arg('input', () => String) _input: string): Promise<Payload<'note', Note>> {
        return NoteWritePayload.of(note);
      }
      @Writes(NoteKeepPayload, { description: 'By hand, and with more of the row.' })
      async noteKeep(@Arg('input', () => String) _input: string): Promise<{ note: Note }> {
        return { note };
      }
    }
    @Resolver()
    class Wrong {
      // @ts-expect-error: the name in the return type is mistyped.
      @Writes(NoteWritePayload, { description: 'Mistyped.' })
      async mistyped(): Promise<{ nota: Note }> {
        return { nota: note };
      }
      // @ts-expect-error: the payload is another mutation's.
      @Writes(NoteWritePayload, { description: 'Of another.' })
      async ofAnother(): Promise<Payload<'stamp', Stamp>> {
        return StampPrintPayload.of(stamp);
      }
      // @ts-expect-error: nothing is known of what it returns.
      @Writes(NoteWritePayload, { description: 'Unknown.' })
      async unknown(): Promise<object> {
        return { note };
      }
    }
    expect([Right.name, Wrong.name]).toEqual(['Right', 'Wrong']);
  });
});
