using Microsoft.AspNetCore.Http.HttpResults;
using Sessions.Ledger;

namespace Sessions.Web.Api;

/// <summary>The session that a request names; or what is wrong with the name.</summary>
internal sealed record SessionSubject(SessionFacts? Session, ProblemHttpResult? Wrong)
{
    public static async Task<SessionSubject> FindAsync(
        string course, string session, ILedger ledger, CancellationToken cancel)
    {
        if (await ApiEndpoints.FindAsync(course, ledger, cancel) is not { } facts)
            return new(null, ApiEndpoints.NoSuchCourse(course));

        return facts.Sessions.FirstOrDefault(s => s.Id.Slug == session) is { } found
            ? new(found, null)
            : new(null, ApiEndpoints.NoSuchSession(course, session));
    }
}
