using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

public sealed class GivingUpTests
{
    private static readonly Instant Deadline = Some.End + LookSchedule.Default.GiveUpAfter;

    private static readonly RecordingFacts Awaited = Some.Recording();

    [Fact]
    public void What_is_gone_is_given_up_when_it_was_asked_for_three_times_and_for_an_hour()
    {
        var hour = Duration.FromHours(1);

        Assert.Null(Decide(Awaited, FaultKind.Permanent, failures: 2, Some.End, hour));
        Assert.Null(Decide(Awaited, FaultKind.Permanent, failures: 9, Some.End, hour - Duration.FromSeconds(1)));
        Assert.Equal(
            new RecordingGivenUp("recording-1", "why"),
            Decide(Awaited, FaultKind.Permanent, failures: 3, Some.End, hour));
    }

    [Theory]
    [InlineData(FaultKind.Transient)]
    [InlineData(FaultKind.Configuration)]
    public void What_fails_otherwise_is_waited_for_until_the_stated_time(FaultKind kind)
    {
        Assert.Null(Decide(Awaited, kind, failures: 99, Deadline - Duration.FromSeconds(1)));
        Assert.NotNull(Decide(Awaited, kind, failures: 3, Deadline));
    }

    [Fact]
    public void Found_after_the_stated_time_it_has_as_many_tries_as_any_other() =>
        Assert.Null(Decide(Awaited, FaultKind.Transient, failures: 2, Deadline + Duration.FromDays(5)));

    [Fact]
    public void It_is_given_up_once() =>
        Assert.Null(Decide(Awaited with { GivenUp = "404" }, FaultKind.Permanent, failures: 9, Deadline));

    private static RecordingGivenUp? Decide(
        RecordingFacts recording, FaultKind kind, int failures, Instant now, Duration lasting = default) =>
        GivingUp.Decide(
            Some.Over() with { Recordings = [recording] }, recording, new OutsideFaultException(kind, "why"),
            new(failures, now - lasting), LookSchedule.Default, now);
}
