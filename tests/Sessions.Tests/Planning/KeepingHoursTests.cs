using NodaTime;
using NodaTime.Text;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Tests.Planning;

/// <summary>Newer zone data under a session: the wall clock stays, the instants follow.</summary>
public sealed class KeepingHoursTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly Instant Before = Some.Start - Duration.FromDays(14);

    [Fact]
    public void Hours_that_moved_are_resolved_before_anything_is_told()
    {
        // Ten o'clock at UTC-6 by today's data, where it was told as UTC-7.
        var session = At(DateTimeZone.ForOffset(Offset.FromHours(-6)), new(2025, 10, 22, 10, 0), "2025-10-22T17:00:00Z");

        var step = Assert.IsType<ResolveHours>(Plan(session)[0]);

        Assert.Equal(Instant.FromUtc(2025, 10, 22, 16, 0), step.Start);
        Assert.Equal(Instant.FromUtc(2025, 10, 22, 17, 0), step.End);
    }

    [Fact]
    public void Hours_that_stay_are_nobodys_business()
    {
        var session = At(NewYork, new(2025, 10, 22, 10, 0), "2025-10-22T14:00:00Z");

        Assert.True(KeepingHours.StandsAsResolved(session.Time));
        Assert.DoesNotContain(Plan(session), step => step is ResolveHours or AskForHours);
    }

    [Fact]
    public void What_has_begun_stays_where_it_took_place()
    {
        var session = At(DateTimeZone.ForOffset(Offset.FromHours(-6)), new(2025, 10, 22, 10, 0), "2025-10-22T17:00:00Z");

        Assert.DoesNotContain(Plan(session, session.Time.Start), step => step is ResolveHours);
    }

    [Fact]
    public void An_hour_that_is_skipped_now_is_asked_about_and_never_guessed()
    {
        var skipped = new LocalDateTime(2025, 3, 9, 2, 30);
        var session = At(NewYork, skipped, "2025-03-09T07:30:00Z");

        var steps = Plan(session, session.Time.Start - Duration.FromDays(3));

        Assert.Equal(new AskForHours(skipped), steps[0]);
        Assert.DoesNotContain(steps, step => step is ResolveHours);
    }

    [Theory]
    [InlineData("2025-11-02T05:30:00Z")]
    [InlineData("2025-11-02T06:30:00Z")]
    public void An_hour_that_comes_twice_now_stays_the_one_that_was_told(string told)
    {
        var session = At(NewYork, new(2025, 11, 2, 1, 30), told, new LocalDateTime(2025, 11, 2, 3, 0), "2025-11-02T08:00:00Z");

        Assert.DoesNotContain(Plan(session, session.Time.Start - Duration.FromDays(3)), s => s is ResolveHours or AskForHours);
    }

    [Fact]
    public void An_hour_that_comes_twice_now_and_is_neither_is_asked_about()
    {
        var local = new LocalDateTime(2025, 11, 2, 1, 30);
        var session = At(NewYork, local, "2025-11-02T04:30:00Z", new LocalDateTime(2025, 11, 2, 3, 0), "2025-11-02T08:00:00Z");

        Assert.Equal(new AskForHours(local), Plan(session, session.Time.Start - Duration.FromDays(3))[0]);
    }

    [Fact]
    public void An_end_that_moved_alone_is_resolved_too()
    {
        var session = At(NewYork, new(2025, 10, 22, 10, 0), "2025-10-22T14:00:00Z", new LocalDateTime(2025, 10, 22, 11, 0), "2025-10-22T16:00:00Z");

        Assert.Equal(
            new ResolveHours(Instant.FromUtc(2025, 10, 22, 14, 0), Instant.FromUtc(2025, 10, 22, 15, 0)),
            Plan(session)[0]);
    }

    [Fact]
    public void The_history_says_which_data_moved_which_hour_where()
    {
        var session = At(DateTimeZone.ForOffset(Offset.FromHours(-6)), new(2025, 10, 22, 10, 0), "2025-10-22T17:00:00Z");

        var entry = Assert.Single(Chronicle.Of(
            session, new HoursResolved(Instant.FromUtc(2025, 10, 22, 16, 0), Instant.FromUtc(2025, 10, 22, 17, 0), "2025z"),
            Before));

        Assert.Equal(EventName.Warning, entry.Event);
        Assert.Equal(
            "zone data 2025z: 2025-10-22 10:00 in UTC-06 is 2025-10-22T16:00:00Z, no longer 2025-10-22T17:00:00Z; meeting "
            + "and calendar entries follow",
            entry.Detail);
    }

    // An hour long unless said otherwise, its meeting made and told as the known instants.
    private static SessionFacts At(
        DateTimeZone zone, LocalDateTime local, string start, LocalDateTime? localEnd = null, string? end = null)
    {
        var known = InstantPattern.General.Parse(start).GetValueOrThrow();
        var time = new SessionTime(
            local, localEnd ?? local.PlusHours(1), zone, known,
            end is null ? known + Duration.FromHours(1) : InstantPattern.General.Parse(end).GetValueOrThrow(), "older");
        var met = Some.Met(Some.Learner());
        return met with
        {
            Session = met.Session with { Time = time },
            Meeting = met.Meeting! with { Start = time.Start, End = time.End },
        };
    }

    private static Step[] Plan(SessionFacts session, Instant? now = null) =>
        [.. SessionPlanner.Plan(session, LookSchedule.Default, now ?? Before).Due];
}
