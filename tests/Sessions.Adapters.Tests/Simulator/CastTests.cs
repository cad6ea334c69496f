using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Simulator;

public sealed class CastTests : TenantTest
{
    private IReadOnlyList<SimulatedPerson> _cast = [];
    private int _asked;

    protected override IReadOnlyList<SimulatedPerson> Cast
    {
        get
        {
            _asked++;
            return _cast;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    public async Task Somebody_always_comes_and_of_three_one_is_absent_and_one_leaves_early(int size)
    {
        foreach (var number in Enumerable.Range(1, 10))
        {
            var learners = Learners(await HoldAsync(size, $"tx-{number}"));

            Assert.Equal(size, learners.Length);
            Assert.Contains(learners, person => person.Presence == Presence.Whole);
            Assert.True(size < 3 || learners.Any(person => person.Presence == Presence.Absent));
            Assert.True(size < 3 || learners.Any(person => person.Presence == Presence.LeftEarly));
        }
    }

    [Fact]
    public async Task What_somebody_did_agrees_with_how_long_that_was()
    {
        var everyone = await HoldAsync(200, "tx-1");
        var half = (End - Start) / 2;

        Assert.All(everyone, person => Assert.Equal(
            person.Presence is Presence.Whole or Presence.Late, person.Attended > half));
        Assert.All(everyone, person => Assert.Equal(
            person.Presence == Presence.Absent, person.Attended == TimeSpan.Zero));
        Assert.All(everyone, person => Assert.All(person.Intervals, one => Assert.True(one.Joined < one.Left)));
    }

    [Fact]
    public async Task About_six_of_ten_stay_and_some_reconnect()
    {
        var learners = Learners(await HoldAsync(400, "tx-1"));

        Assert.InRange(learners.Count(person => person.Presence == Presence.Whole), 220, 290);
        Assert.Contains(learners, person => person.Intervals.Length > 1);
        Assert.Contains(learners, person => person.Presence == Presence.Late);
    }

    [Fact]
    public async Task Two_sessions_are_attended_differently_and_each_always_the_same_way()
    {
        var one = await HoldAsync(40, "tx-1");
        var other = await HoldAsync(40, "tx-2");

        Assert.Equal(one, Tenant.AttendanceOf(Tenant.Events[0].Id));
        Assert.NotEqual(one.Select(Did), other.Select(Did));
    }

    [Fact]
    public async Task The_cast_is_asked_once_for_each_session_and_only_after_its_end()
    {
        _cast = People(3);
        var (eventId, meeting) = await RecordedMeetingAsync();
        await GetAsync(meeting + "/attendanceReports");
        var before = _asked;
        Clock.Now = End;

        _ = Tenant.AttendanceOf(eventId);
        _ = Tenant.AttendanceOf(eventId);

        Assert.Equal(before + 1, _asked);
    }

    [Fact]
    public async Task A_person_without_an_address_joins_by_name_and_the_organizer_is_not_counted_twice()
    {
        _cast = [new("Ana", null, "es"), new("Becky Russell", Becky.ToUpperInvariant(), "en")];
        var (eventId, _) = await RecordedMeetingAsync();
        Clock.Now = End;

        Assert.Equal(
            [("Becky Russell", Becky), ("Ana", null), ("Guest (iPhone)", null)],
            Tenant.AttendanceOf(eventId).Select(person => (person.Name, person.Email)));
    }

    private static SimulatedPerson[] People(int size) =>
    [
        .. Enumerable.Range(1, size).Select(
            number => new SimulatedPerson($"Learner {number}", $"learner{number}@example.net", "en")),
    ];

    private static SimulatedAttendee[] Learners(IEnumerable<SimulatedAttendee> everyone) =>
        [.. everyone.Where(person => person.Name.StartsWith("Learner", StringComparison.Ordinal))];

    private static (string, Presence) Did(SimulatedAttendee person) => (person.Name, person.Presence);

    private async Task<IReadOnlyList<SimulatedAttendee>> HoldAsync(int size, string transaction)
    {
        _cast = People(size);
        Clock.Now = Start.AddDays(-1);
        var created = await CreateEventAsync(transaction);
        Clock.Now = End;
        return Tenant.AttendanceOf(created.Text("id"));
    }
}
