/**
 * Signs in as the committee of the real city; the server answers with a cookie, so the other tabs act as this account.
 */
const signIn = `# 1. 登录：把 … 换成口令，按 ▶ 运行
#    口令见启动时的终端输出 / the password is printed at start
mutation SignIn {
  signIn(input: {
    username: "rugao-committee"
    password: "…"
  }) {
    token
    viewer {
      account { username }
      grant { role place { code } }
    }
    errors { code message path }
  }
}
`;

/** The rooms of one subdistrict side by side, over the two years of Shili's published record. */
const compare = `# 2. 各议事室的比较（登录后运行）
#    rooms compared (sign in first)
query Compare {
  compareRooms(
    within: "320682001"
    period: {from: "2019-11-01", to: "2021-10-31"}
    first: 20
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    period { from to label(lang: ZH_HANS) }
    coverage { places enrolled withData }
    isDemo
    nodes {
      place { code name }
      room {
        id
        establishedOn { value precision }
        conveners { name }
      }
      values(metrics: [
        SESSIONS_HELD
        SUGGESTIONS
        ATTENDANCES
        SESSIONS_PER_1000
        SUGGESTIONS_PER_1000
        SUGGESTIONS_PER_SESSION
      ]) {
        metric { id name(lang: ZH_HANS) unit decimals }
        value bound
        numerator denominator denominatorAsOf
        low high suppressedReason carriedForward
      }
      completion: value(metric: COMPLETION_RATE) {
        value low high suppressedReason
      }
    }
  }
}
`;

const viewer = `# 3. 我是谁、以什么身份、在哪一级
#    who am I, in which role, at which place
query Viewer {
  viewer {
    account { username }
    grant { role place { code } }
  }
}
`;

/** What a new browser tab opens with, in the order a newcomer runs it. */
export const defaultTabs = [{ query: signIn }, { query: compare }, { query: viewer }];
