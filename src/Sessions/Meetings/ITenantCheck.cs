using System.Collections.Immutable;
using Sessions.Courses;

namespace Sessions.Meetings;

/// <summary>
/// Whether the tenant lets us do our work for an organizer, asked before it matters. It reads only: nothing is made
/// or changed, and a right to write that is missing beside the right to read shows at the first write.
/// </summary>
public interface ITenantCheck
{
    /// <returns>Everything in the way, each with its remedy; none when nothing was found.</returns>
    Task<ImmutableArray<TenantFinding>> CheckAsync(EmailAddress organizer, CancellationToken cancel);
}

/// <param name="Sentence">What is wrong and what would be right, for the instructor or the administrator.</param>
/// <param name="MayPass">It may come right by itself: a grant that does not work yet, or no answer.</param>
public sealed record TenantFinding(TenantTrouble Trouble, string Sentence, bool MayPass);

/// <summary>What stands in the way, as far as the tenant says.</summary>
public enum TenantTrouble
{
    /// <summary>No token, or one that is not valid here.</summary>
    SignIn,

    /// <summary>No such organizer, or one without a mailbox.</summary>
    Mailbox,

    Licence,

    /// <summary>An application permission, or the scope that it is limited to.</summary>
    Permission,

    /// <summary>The Teams application access policy.</summary>
    AccessPolicy,

    /// <summary>One of the two: the tenant did not say which.</summary>
    PermissionOrAccessPolicy,

    /// <summary>No answer, or none that means anything.</summary>
    Unreachable,
}
