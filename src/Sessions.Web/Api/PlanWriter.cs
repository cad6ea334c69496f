using System.Collections.Immutable;
using NodaTime.Text;
using Sessions.Planning;

namespace Sessions.Web.Api;

/// <summary>A plan as the command line is told it.</summary>
public static class PlanWriter
{
    private static readonly OffsetPattern OffsetFormat = OffsetPattern.CreateWithInvariantCulture("+HH:mm");

    public static PlanDocument Write(CoursePlan plan, ImmutableArray<string> notes) => new(
        plan.Course.Value, plan.Title, plan.Zone.Id, plan.TzdbVersion,
        [.. plan.Warnings.Select(warning => new WarningDocument(warning.Code, warning.Message))],
        [.. plan.Sessions.Select(Session)],
        new(
            plan.Learners.Total, plan.Learners.Added.Length, plan.Learners.Removed.Length,
            [.. plan.Learners.Added.Select(address => address.Value)],
            [.. plan.Learners.Removed.Select(address => address.Value)],
            [.. plan.Learners.Moved.Select(m => new AddressMoveDocument(m.Name, m.From.Value, m.To.Value))]),
        notes);

    private static PlannedSessionDocument Session(PlannedSession session)
    {
        var time = session.Time;
        return new(
            session.Id.Slug, session.Title, time.LocalStart, time.LocalEnd, time.Zone.Id,
            OffsetFormat.Format(time.Offset), time.Start, time.End, session.Removed, session.Actions);
    }
}
