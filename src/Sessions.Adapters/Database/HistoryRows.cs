using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

internal static class HistoryRows
{
    public static HistoryRow Of(HistoryEntry entry) => new()
    {
        CourseId = entry.Course.Value,
        Session = entry.Session,
        LearnerKey = entry.Learner is null ? null : EmailAddress.Parse(entry.Learner).Key,
        Learner = entry.Learner,
        At = entry.At,
        Event = entry.Event,
        Detail = entry.Detail,
    };

    public static HistoryEntry Entry(HistoryRow row) => new(
        row.At, row.Event, new CourseId(row.CourseId), row.Session, row.Learner, row.Detail);
}
