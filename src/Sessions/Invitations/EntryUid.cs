using Sessions.Courses;

namespace Sessions.Invitations;

/// <summary>What a calendar entry's UID says of itself: <c>course.session.learner@domain</c>.</summary>
public sealed record EntryUid(SessionId Session, LearnerId Learner)
{
    /// <returns>Null for a UID that is not one of ours.</returns>
    public static EntryUid? TryParse(string uid)
    {
        var name = uid.Split('@') is [var local, { Length: > 0 }] ? local.ToLowerInvariant().Split('.') : [];
        return name is [var course, var slug, var learner]
            && CourseId.IsSlug(course) && CourseId.IsSlug(slug) && Guid.TryParseExact(learner, "n", out var id)
                ? new EntryUid(new SessionId(new CourseId(course), slug), new LearnerId(id))
                : null;
    }
}
