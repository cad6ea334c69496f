using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Meetings;

namespace Sessions.Tests.Meetings;

public sealed class TenantNotesTests
{
    private static readonly EmailAddress Becky = EmailAddress.Parse("becky@example.org");

    private static readonly TenantFinding Policy = new(TenantTrouble.AccessPolicy, "Grant the policy", MayPass: true);

    private static readonly TenantFinding Licence = new(TenantTrouble.Licence, "Give a licence", MayPass: false);

    [Fact]
    public void A_tenant_that_was_always_ready_is_not_worth_a_word() =>
        Assert.Null(TenantNotes.Of(Becky, [], History("nothing of it")));

    [Fact]
    public void Everything_in_the_way_is_told_once_and_stands_until_it_changes()
    {
        var first = TenantNotes.Of(Becky, [Policy, Licence], [])!.Detail;

        Assert.Contains("Grant the policy", first, StringComparison.Ordinal);
        Assert.Contains("Give a licence", first, StringComparison.Ordinal);
        Assert.Null(TenantNotes.Of(Becky, [Policy, Licence], History("other", first, "other")));
        Assert.Equal(first, TenantNotes.Standing(Becky, History("other", first, "other")));

        var second = TenantNotes.Of(Becky, [Licence], History(first))!.Detail;
        Assert.Equal(second, TenantNotes.Standing(Becky, History(first, second)));
    }

    [Fact]
    public void That_nothing_is_in_the_way_any_more_is_told_once_too()
    {
        var first = TenantNotes.Of(Becky, [Policy], [])!.Detail;
        var ready = TenantNotes.Of(Becky, [], History(first))!.Detail;

        Assert.Null(TenantNotes.Standing(Becky, History(first, ready)));
        Assert.Null(TenantNotes.Of(Becky, [], History(first, ready)));
        Assert.Equal(first, TenantNotes.Of(Becky, [Policy], History(first, ready))!.Detail);
    }

    [Fact]
    public void Another_organizers_trouble_is_not_ours()
    {
        var other = TenantNotes.Of(EmailAddress.Parse("ben@example.org"), [Policy], [])!.Detail;

        Assert.Null(TenantNotes.Standing(Becky, History(other)));
    }

    [Fact]
    public void No_answer_is_no_verdict() => Assert.Null(TenantNotes.Of(
        Becky, [Licence, new(TenantTrouble.Unreachable, "Graph did not answer", MayPass: true)], []));

    private static ImmutableArray<HistoryEntry> History(params string[] details) =>
    [
        .. details.Select(detail => new HistoryEntry(
            Instant.FromUtc(2025, 10, 1, 9, 0), EventName.Warning, new("maps"), "session-1", null, detail)),
    ];
}
