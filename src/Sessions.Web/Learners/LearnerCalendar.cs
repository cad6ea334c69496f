using NodaTime;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Web.Learners;

/// <summary>A learner's entries as they were last told of them, and no others.</summary>
internal static class LearnerCalendar
{
    public static CalendarDocument Of(
        CourseFacts facts, IEnumerable<SessionFacts> sessions, EnrolledLearner learner, Instant now,
        IDateTimeZoneProvider zones)
    {
        var zoneData = zones.VersionId;
        var entries = (from session in sessions
                       from known in session.Learners
                       where known.Id == learner.Id
                       let told = known.Invitation
                       where told is not null
                       select Entry(told, session.Removed || learner.Left)).ToList();
        var text = CalendarFeed.Write(
            facts.Accepted.Title, entries, now, zones, Wording.For(learner.Learner.Language));
        return new(text, CalendarFeed.LastChange(entries, now), CalendarFeed.NextChange(entries, now), zoneData);
    }

    private static FeedEntry Entry(InvitationFacts told, bool takenBack) =>
        new(told.Uid, told.Sequence, told.Stamp, told.Told, told.Cancelled || takenBack);
}
