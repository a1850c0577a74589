import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { UserError } from '../../kernel/errors.js';
import { idOf } from '../../kernel/global-id.js';
import { byId } from '../../kernel/loader.js';
import { UserErrorPayload } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Anyone, SignedIn } from '../../kernel/rule.js';
import { Account, Grant } from './account.entity.js';
import { grantsOfAccount } from './account.loaders.js';
import { authStore, signInState } from './auth-store.service.js';
import { accountMessages } from './messages.js';
import { assertPassword } from './password.service.js';

@ObjectType('Viewer', {
  simpleResolvers: true,
  description: 'The caller: an account with one of its grants.',
})
class ViewerObject {
  @Field(() => Account, { description: 'The account.' })
  account!: (args: unknown, ctx: RequestContext) => Promise<Account | null>;
  @Field(() => Grant, { description: 'The grant in use. grantChoose changes it.' })
  grant!: (args: unknown, ctx: RequestContext) => Promise<Grant | null>;
  @Field(() => [Grant], { description: 'All valid grants of the account.' })
  grants!: (args: unknown, ctx: RequestContext) => Promise<Grant[]>;
}

/** The properties are functions: each is read only when it is selected, for the viewer at that time. */
export const viewerObject: ViewerObject = {
  account: (_args, ctx) => ctx.load(byId(Account), ctx.viewer.accountId!),
  grant: (_args, ctx) => ctx.load(byId(Grant), ctx.viewer.grantId!),
  grants: (_args, ctx) => ctx.load(grantsOfAccount, ctx.viewer.accountId!),
};

@InputType({ description: 'A user name and its password.' })
class SignInInput {
  @Field(() => String, { description: 'User name.' })
  username!: string;
  @Field(() => String, { description: 'Password.' })
  password!: string;
}

@ObjectType('SignInPayload', { simpleResolvers: true, description: 'What signIn answers.' })
class SignInPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Token for `Authorization: Bearer …`, valid for 12 hours. Null when refused. Browsers get an HttpOnly cookie ' +
      'and need not store it.',
  })
  token!: string | null;
  @Field(() => ViewerObject, { nullable: true, description: 'The viewer who has signed in.' })
  viewer!: ViewerObject | null;
  @Field(() => [UserErrorPayload], { description: 'What the user must correct. Empty on success.' })
  errors!: UserErrorPayload[];
}

@ObjectType('SignOutPayload', { simpleResolvers: true, description: 'What signOut answers.' })
class SignOutPayload {
  @Field(() => [UserErrorPayload], { description: 'What the user must correct. Always empty.' })
  errors!: UserErrorPayload[];
}

@InputType({ description: 'The grant to act under.' })
class GrantChooseInput {
  @Field(() => ID, { description: "One of the viewer's own grants." })
  grantId!: string;
}

@ObjectType('GrantChoosePayload', { simpleResolvers: true, description: 'What grantChoose answers.' })
class GrantChoosePayload {
  @Field(() => ViewerObject, { nullable: true, description: 'The viewer, acting under the chosen grant.' })
  viewer!: ViewerObject | null;
  @Field(() => [UserErrorPayload], { description: 'What the user must correct. Empty on success.' })
  errors!: UserErrorPayload[];
}

@InputType({ description: 'The old password and a new one.' })
class PasswordChangeInput {
  @Field(() => String, { description: 'The password up to now.' })
  oldPassword!: string;
  @Field(() => String, { description: 'The new one: 10 to 200 characters.' })
  newPassword!: string;
}

const OWN_DOOR = { outsideTransaction: true } as const;

/** Runs a mutation that signs in or out. It uses the login role app_auth, outside the viewer's transaction. */
async function answering<T extends object, R extends object>(
  ctx: RequestContext,
  refused: R,
  work: () => Promise<T>,
): Promise<(T | R) & { errors: UserErrorPayload[] }> {
  try {
    return { ...(await work()), errors: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...refused, errors: [{ code: error.code, message: ctx.say(error.text), path: error.path }] };
  }
}

@Resolver()
export class SignInResolver {
  @Query(() => ViewerObject, { nullable: true, description: 'The caller; null for the public.' })
  @Anyone('everyone may ask who they are')
  viewer(@Ctx() ctx: RequestContext): ViewerObject | null {
    return ctx.viewer.accountId ? viewerObject : null;
  }

  @Mutation(() => SignInPayload, {
    description:
      'Signs in 登录. After 5 failures for a name from one address it is RATE_LIMITED for 15 minutes. Errors: ' +
      'SIGN_IN_FAILED, NO_GRANT.',
  })
  @Anyone('nobody is signed in before signing in', OWN_DOOR)
  signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SignInPayload> {
    return answering(ctx, { token: null, viewer: null }, async () => {
      const token = await ctx
        .service(authStore)
        .signIn(input.username.trim().toLowerCase(), input.password, ctx.origin.address);
      ctx.become((await ctx.service(authStore).viewer(token))!);
      ctx.service(signInState).setCookie(token);
      return { token, viewer: viewerObject };
    });
  }

  @Mutation(() => SignOutPayload, { description: 'Signs out 退出: the token of this request is revoked at once.' })
  @SignedIn('RECORD_READ', OWN_DOOR)
  async signOut(@Ctx() ctx: RequestContext): Promise<SignOutPayload> {
    const { token, clearCookie } = ctx.service(signInState);
    if (token) await ctx.service(authStore).revoke(token);
    clearCookie();
    return { errors: [] };
  }

  @Mutation(() => GrantChoosePayload, {
    description: "Chooses which of the viewer's own grants to act under 切换身份. Errors: GRANT_NOT_YOURS.",
  })
  @SignedIn('RECORD_READ', OWN_DOOR)
  grantChoose(
    @Arg('input', () => GrantChooseInput, { description: 'The grant.' }) input: GrantChooseInput,
    @Ctx() ctx: RequestContext,
  ): Promise<GrantChoosePayload> {
    return answering(ctx, { viewer: null }, async () => {
      const { token } = ctx.service(signInState);
      const store = ctx.service(authStore);
      if (!token || !(await store.chooseGrant(token, idOf(input.grantId, 'Grant')))) {
        throw new UserError('GRANT_NOT_YOURS', accountMessages.grantNotYours, ['input', 'grantId']);
      }
      ctx.become((await store.freshViewer(token))!);
      return { viewer: viewerObject };
    });
  }

  @Mutation(() => SignOutPayload, {
    description:
      "Changes the viewer's own password 修改口令 and signs the account out everywhere. Errors: PASSWORD_WRONG, " +
      'PASSWORD_WEAK.',
  })
  @SignedIn('RECORD_WRITE', OWN_DOOR)
  passwordChange(
    @Arg('input', () => PasswordChangeInput, { description: 'Old and new.' }) input: PasswordChangeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SignOutPayload> {
    return answering(ctx, {}, async () => {
      assertPassword(input.newPassword, ['input', 'newPassword']);
      await ctx
        .service(authStore)
        .changePassword(ctx.viewer.username!, input.oldPassword, input.newPassword, ctx.origin.address);
      return {};
    });
  }
}
