using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

/// <summary>What every ledger does, whichever database it is on.</summary>
public abstract class LedgerContract : IAsyncLifetime
{
    private static readonly Instant Now = LedgerSamples.Now;

    private static readonly Duration Hour = Duration.FromHours(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database { get; set; } = null!;

    private TestHost Host { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await CreateAsync();
        Host = await Database.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task An_accepted_course_comes_back_as_it_was_after_a_restart()
    {
        var wanted = LedgerSamples.TwoSessions();
        await AcceptAsync(wanted, LedgerSamples.TwoLearners);
        await Host.DisposeAsync();

        var found = await (await Database.StartAsync()).Ledger.FindCourseAsync(LedgerSamples.Id, Cancel);

        Assert.NotNull(found);
        Assert.Equal(wanted.Sessions.AsEnumerable(), found.Accepted.Sessions.AsEnumerable());
        Assert.Equal(
            wanted.Policy.Reminders.AsEnumerable(), found.Accepted.Policy.Reminders.AsEnumerable());
        Assert.Equal(
            wanted with { Sessions = [], Policy = wanted.Policy with { Reminders = [] } },
            found.Accepted with { Sessions = [], Policy = found.Accepted.Policy with { Reminders = [] } });
        Assert.Equal(LedgerSamples.TwoLearners.Learners.AsEnumerable(), found.Learners.Select(l => l.Learner));
        Assert.Equal(["session-1", "session-2"], found.Sessions.Select(s => s.Id.Slug));
        Assert.All(found.Sessions, s => Assert.Equal(SearchFacts.None, s.Search));
    }

    [Fact]
    public async Task Accepting_puts_every_session_on_the_agenda_and_tells_it()
    {
        var told = Host.Signal.ReadAsync(Cancel).GetAsyncEnumerator(Cancel);
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);

        Assert.Equal(
            [new AgendaItem("you-are-here/session-1", Now, 1), new AgendaItem("you-are-here/session-2", Now, 1)],
            await Host.Agenda.ListAsync(Cancel));
        Assert.True(await told.MoveNextAsync());
        Assert.Equal("you-are-here/session-1", told.Current);
        Assert.True(await told.MoveNextAsync());
        Assert.Equal("you-are-here/session-2", told.Current);
        await told.DisposeAsync();
    }

    [Fact]
    public async Task Accepting_the_same_again_writes_nothing()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var before = await DumpAsync();

        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners, "a warning", Later(1));
        await AcceptAsync(LedgerSamples.TwoSessions(), roster: null, "a warning", Later(2));
        await AcceptAsync(NewerZoneData(LedgerSamples.TwoSessions()), LedgerSamples.TwoLearners, "", Later(3));

        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task A_moved_session_alone_is_looked_at_again()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var moved = LedgerSamples.Course(
            LedgerSamples.TwoSessions().Sessions[0],
            LedgerSamples.Meet("session-2", new LocalDateTime(2025, 11, 13, 10, 0), 60));

        await AcceptAsync(moved, roster: null, "outside the course", Later(1));

        Assert.Equal(
            [
                new AgendaItem("you-are-here/session-1", Now, 1),
                new AgendaItem("you-are-here/session-2", Later(1), 2),
            ],
            await Host.Agenda.ListAsync(Cancel));
        Assert.Equal((1L, 2L), ((await Host.SessionAsync()).Version, (await Host.SessionAsync("session-2")).Version));
        Assert.Equal(moved.Sessions[1], (await Host.SessionAsync("session-2")).Session);
        Assert.Equal(
            [
                (Now, "course.accepted", "You are here: 2 sessions, 2 learners"),
                (Later(1), "course.accepted", "You are here: 2 sessions, 2 learners"),
                (Later(1), "warning", "outside the course"),
            ],
            (await HistoryAsync()).Select(h => (h.At, h.Event, h.Detail)));
    }

    [Fact]
    public async Task A_session_moved_from_the_past_to_the_future_begins_anew()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var after = (await Host.SessionAsync()).Time.End + Duration.FromHours(1);
        await Host.RecordAsync("session-1", after, new SessionBegan(), new SessionFinished(), new Looked(),
            new RecordingMissing(after));

        await AcceptAsync(
            LedgerSamples.Course(
                LedgerSamples.Meet("session-1", new LocalDateTime(2025, 12, 1, 10, 0), 75),
                LedgerSamples.TwoSessions().Sessions[1]),
            roster: null, "", after);

        var found = await Host.SessionAsync();
        Assert.Equal(
            (false, false, SearchFacts.None), (found.StartNoted, found.EndNoted, found.Search));
    }

    [Fact]
    public async Task A_removed_session_is_kept_and_marked_until_it_comes_back()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        await AcceptAsync(LedgerSamples.Course(LedgerSamples.TwoSessions().Sessions[0]), roster: null, "", Later(1));

        var gone = await Host.Ledger.FindCourseAsync(LedgerSamples.Id, Cancel);
        Assert.Equal(["session-1"], gone!.Accepted.Sessions.Select(s => s.Id.Slug));
        Assert.Equal([("session-1", false), ("session-2", true)], gone.Sessions.Select(s => (s.Id.Slug, s.Removed)));

        await AcceptAsync(LedgerSamples.TwoSessions(), roster: null, "", Later(2));
        Assert.False((await Host.SessionAsync("session-2")).Removed);
    }

    [Fact]
    public async Task Who_is_no_longer_listed_has_left_and_may_return_as_the_same_learner()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var ana = (await Host.SessionAsync()).Learners[0];

        await AcceptAsync(
            LedgerSamples.TwoSessions(), LedgerSamples.People(LedgerSamples.TwoLearners.Learners[1]), "", Later(1));
        Assert.Equal([true, false], (await Host.SessionAsync()).Learners.Select(l => l.Left));

        var returned = LedgerSamples.TwoLearners.Learners[0] with
        {
            Email = EmailAddress.Parse("ANA.ruiz@example.org"),
        };
        await AcceptAsync(
            LedgerSamples.TwoSessions(), LedgerSamples.People(returned, LedgerSamples.TwoLearners.Learners[1]), "",
            Later(2));

        var found = (await Host.SessionAsync()).Learners[0];
        Assert.Equal((ana.Id, false, "ANA.ruiz@example.org"), (found.Id, found.Left, found.Learner.Email.Value));
        Assert.Equal(3, (await Host.Agenda.FindAsync("you-are-here/session-2", Cancel))!.Version);
    }

    [Fact]
    public async Task A_new_address_under_the_same_name_is_the_same_learner_with_new_links()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var (ana, ben) = (seen.Learners[0], seen.Learners[1]);
        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Invite(seen, ana.Id, 0, first: true));
        var moved = ana.Learner with { Email = EmailAddress.Parse("ana@new.example.org") };

        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.People(moved, ben.Learner), "", Later(2));

        var kept = (await Host.SessionAsync()).Learners;
        Assert.Equal([ana.Id, ben.Id], kept.Select(l => l.Id));
        Assert.Equal([moved.Email, ben.Learner.Email], kept.Select(l => l.Learner.Email));
        Assert.Equal([1, 0], kept.Select(l => l.LinkGeneration));
        Assert.Equal(ana.Learner.Email, kept[0].Invitation!.To);
        Assert.All(kept, l => Assert.False(l.Left));
    }

    [Fact]
    public async Task What_takes_an_entry_from_an_old_address_is_sent_there_though_another_follows()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var (ana, ben) = (seen.Learners[0], seen.Learners[1]);
        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Invite(seen, ana.Id, 0, first: true));
        await SendAllAsync(Later(1));
        var moved = ana.Learner with { Email = EmailAddress.Parse("ana@new.example.org") };
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.People(moved, ben.Learner), "", Later(2));

        await Host.RecordAsync("session-1", Later(3), LedgerSamples.Uninvite(seen, ana.Id, 1));
        await Host.RecordAsync("session-1", Later(3), LedgerSamples.Invite(seen, ana.Id, 2, first: true));

        Assert.Equal(
            [(MessageKind.Cancellation, ana.Learner.Email), (MessageKind.Invitation, moved.Email)],
            (await SendAllAsync(Later(3))).Select(m => (m.Kind, m.Learner.Email)));
        Assert.Equal(moved.Email, (await Host.SessionAsync()).Learners[0].Invitation!.To);
    }

    [Fact]
    public async Task What_is_to_be_told_anew_is_marked_until_it_is_told()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var (ana, ben) = (seen.Learners[0], seen.Learners[1]);
        foreach (var slug in new[] { "session-1", "session-2" })
        {
            var session = await Host.SessionAsync(slug);
            await Host.RecordAsync(
                slug, Later(1), LedgerSamples.Invite(session, ana.Id, 0, first: true),
                LedgerSamples.Invite(session, ben.Id, 0, first: true));
        }

        Assert.Equal(0, await AskAsync(new(null, null, OnlyWhatChanged: true)));
        Assert.Equal(1, await AskAsync(new("session-1", ben.Learner.Email, OnlyWhatChanged: false)));
        Assert.Equal([false, true], await AskedAsync("session-1"));
        Assert.Equal([false, false], await AskedAsync("session-2"));
        Assert.Equal(Later(2), (await Host.Agenda.FindAsync("you-are-here/session-1", Cancel))!.LookAt);

        await Host.RecordAsync("session-1", Later(3), LedgerSamples.Invite(seen, ben.Id, 1, first: false));
        Assert.Equal([false, false], await AskedAsync("session-1"));

        await AcceptAsync(LedgerSamples.TwoSessions() with { Description = "Reworded" }, roster: null, "", Later(4));
        Assert.Equal(4, await AskAsync(new(null, null, OnlyWhatChanged: true)));

        Task<int> AskAsync(TellAnew request) =>
            Host.Ledger.TellAnewAsync(LedgerSamples.Id, request, Later(2), Cancel);

        async Task<IEnumerable<bool>> AskedAsync(string slug) =>
            (await Host.SessionAsync(slug)).Learners.Select(l => l.Invitation!.TellAnew);
    }

    [Fact]
    public async Task Cancelled_sessions_are_taken_back_once_and_those_that_are_over_stay()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var betweenTheTwo = LedgerSamples.TwoSessions().Sessions[0].Time.End;

        Assert.Equal(1, await Host.Ledger.CancelAsync(LedgerSamples.Id, session: null, betweenTheTwo, Cancel));
        Assert.Equal(0, await Host.Ledger.CancelAsync(LedgerSamples.Id, session: null, betweenTheTwo, Cancel));

        Assert.False((await Host.SessionAsync("session-1")).Removed);
        Assert.True((await Host.SessionAsync("session-2")).Removed);
        Assert.Equal(betweenTheTwo, (await Host.Agenda.FindAsync("you-are-here/session-2", Cancel))!.LookAt);
        await AcceptAsync(LedgerSamples.TwoSessions(), roster: null, "", betweenTheTwo);
        Assert.False((await Host.SessionAsync("session-2")).Removed);
    }

    [Fact]
    public async Task Many_who_accept_the_same_course_at_once_accept_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners), Cancel)));

        Assert.Equal(["course.accepted"], (await HistoryAsync()).Select(h => h.Event));
        Assert.Equal(2, (await Host.SessionAsync()).Learners.Length);
    }

    [Fact]
    public async Task What_was_never_accepted_is_not_found()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);

        Assert.Null(await Host.Ledger.FindCourseAsync(new CourseId("other"), Cancel));
        Assert.Null(await Host.Ledger.FindSessionAsync(LedgerSamples.Session("session-9"), Cancel));
        Assert.Null(await Host.Ledger.FindLinkAsync(LinkToken.Hash("guess"), Cancel));
        Assert.Equal([LedgerSamples.Id], await Host.Ledger.ListCoursesAsync(Cancel));
    }

    [Fact]
    public async Task Who_writes_on_an_older_version_is_refused_and_leaves_nothing()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        await Host.Ledger.RecordAsync(seen, [new SessionBegan()], Later(1), Cancel);
        var before = await DumpAsync();

        await Assert.ThrowsAsync<ConflictException>(() => Host.Ledger.RecordAsync(
            seen, [LedgerSamples.Invite(seen, seen.Learners[0].Id, 0, first: true)], Later(2), Cancel));

        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task An_acceptance_refuses_the_step_that_was_decided_before_it()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        await AcceptAsync(LedgerSamples.TwoSessions() with { Title = "You are there" }, roster: null, "", Later(1));

        await Assert.ThrowsAsync<ConflictException>(
            () => Host.Ledger.RecordAsync(seen, [new SessionBegan()], Later(2), Cancel));
    }

    [Fact]
    public async Task Of_many_who_write_at_once_on_the_same_version_one_wins()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TryAsync(seen), Cancel)));

        Assert.Equal(1, won.Count(w => w));
        Assert.Single(await HistoryAsync(), h => h.Event == "session.started");
        Assert.Equal(2, (await Host.SessionAsync()).Version);

        async Task<bool> TryAsync(SessionFacts on)
        {
            try
            {
                await Host.Ledger.RecordAsync(on, [new SessionBegan()], Later(1), Cancel);
                return true;
            }
            catch (ConflictException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_step_that_did_nothing_writes_nothing()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        await Host.RecordAsync("session-1", Later(1));

        Assert.Equal(1, (await Host.SessionAsync()).Version);
    }

    [Fact]
    public async Task Every_kind_of_fact_is_kept_and_found_again()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var (ana, ben) = (seen.Learners[0].Id, seen.Learners[1].Id);
        var found = seen.Time.Start + Duration.FromMinutes(2);
        var presences = ImmutableDictionary<LearnerId, Duration>.Empty
            .Add(ana, Duration.FromMinutes(70)).Add(ben, Duration.Zero);
        var joiner = new UnmatchedJoiner("Guest", null, Duration.FromSeconds(754.5));
        Fact[] facts =
        [
            new HoursResolved(seen.Time.Start - Hour, seen.Time.End - Hour, "2025z"),
            LedgerSamples.Meeting(seen), new OnlineMeetingFound("online"), new MeetingOptionsSet(),
            new MeetingUpdated("New subject", seen.Time.Start, seen.Time.End), new MeetingCancelled(),
            LedgerSamples.Invite(seen, ana, 3, first: true), new ReminderQueued(ana, Period.FromHours(1)),
            new SessionBegan(), new SessionFinished(),
            new AttendanceCollected(["report-1", "report-2"], presences, [joiner]),
            new ArtifactsAnnounced(), new Looked(),
            new RecordingFound("source", "correlation", found, seen.Time.End),
            new RecordingArchived("source", LedgerSamples.File("video.mp4")),
            new CaptionsArchived("source", LedgerSamples.File("captions.vtt")), new RecordingMissing(seen.Time.End),
            new WatchLinkQueued(ben), new Warned("look here"),
        ];
        Assert.Equal(Kinds(), facts.Concat(LedgerSamples.LaterFacts(ana, Now)).Select(f => f.GetType()).ToHashSet());

        await Host.Ledger.RecordAsync(seen, facts, Later(1), Cancel);

        var kept = await Host.SessionAsync();
        Assert.Equal(
            seen.Time with { Start = seen.Time.Start - Hour, End = seen.Time.End - Hour, TzdbVersion = "2025z" },
            kept.Time);
        Assert.Equal(
            new MeetingFacts(
                "transaction", "event", "ical", "https://teams.example.com/l/1", "online", OptionsSet: true,
                "New subject", seen.Time.Start, seen.Time.End, Cancelled: true),
            kept.Meeting);
        Assert.Equal(
            new InvitationFacts(
                $"{ana}@example.org", 3, Now, InvitationContents.Of(seen), Cancelled: false, Later(1),
                seen.Learners[0].Learner.Email),
            kept.Learners[0].Invitation);
        Assert.Equal([seen.ReminderKey(Period.FromHours(1))], kept.Learners[0].RemindersTold);
        Assert.Equal((true, true), (kept.StartNoted, kept.EndNoted));
        Assert.Equal(Later(1), kept.Attendance!.CollectedAt);
        Assert.Equal(["report-1", "report-2"], kept.Attendance.Reports.AsEnumerable());
        Assert.Equal([joiner], kept.Attendance.Unmatched.AsEnumerable());
        Assert.Equal(
            [Duration.FromMinutes(70), Duration.Zero], kept.Learners.Select(l => l.Presence!.Attended));
        Assert.Equal(new SearchFacts(1, Later(1), MissingReported: true), kept.Search);
        Assert.Equal(
            [
                new RecordingFacts(
                    "source", "correlation", found, seen.Time.End, LedgerSamples.File("video.mp4"),
                    LedgerSamples.File("captions.vtt")),
            ],
            kept.Recordings.AsEnumerable());
        Assert.Equal([false, true], kept.Learners.Select(l => l.WatchLinkTold));
        Assert.Equal(2, kept.Version);

        static HashSet<Type> Kinds() => [.. typeof(Fact).Assembly.GetTypes().Where(t => t.BaseType == typeof(Fact))];
    }

    [Fact]
    public async Task An_announcement_takes_the_search_up_anew_and_keeps_what_was_reported()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        await Host.RecordAsync("session-1", Later(1), new Looked(), new RecordingMissing(Now));
        await Host.RecordAsync("session-1", Later(2), new Looked());

        await Host.RecordAsync("session-1", Later(3), new ArtifactsAnnounced());

        var kept = await Host.SessionAsync();
        Assert.Equal(new SearchFacts(0, SearchFacts.LongAgo(kept.Time.Start), MissingReported: true), kept.Search);
    }

    [Fact]
    public async Task What_learners_and_the_instructor_say_afterwards_comes_back_as_it_was()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var ana = seen.Learners[0].Id;
        await Host.RecordAsync(
            "session-1", Later(1), LedgerSamples.Invite(seen, ana, 0, first: true),
            new RecordingFound("source", null, Now, Later(1)) { ByHand = true },
            new RecordingArchived("source", LedgerSamples.File("video.mp4")));

        await Host.RecordAsync("session-1", Later(2), LedgerSamples.LaterFacts(ana, Now));

        var kept = await Host.SessionAsync();
        Assert.Equal(
            new ReplyFacts(ReplyAnswer.CannotCome, ReplySource.Page, Now), kept.Learners[0].Reply);
        Assert.Equal(AttendanceWord.Present, kept.Learners[0].Word);
        Assert.True(kept.Learners[0].ExpiryTold);
        Assert.Equal((null, null, false), (kept.Learners[1].Reply, kept.Learners[1].Word, kept.Learners[1].ExpiryTold));
        Assert.Equal(ana, kept.Settled["name:Guest"]);
        Assert.True(kept.Search.AttendanceAsked);
        Assert.Equal((true, true), (kept.RecordingsHidden, kept.SummaryTold));
        Assert.Equal(
            (true, Later(2), "3 bytes differ", OriginalState.Removed, Later(2)),
            kept.Recordings.Select(r => (r.ByHand, r.VerifiedAt, r.Damage, r.Original, r.ExpiredAt)).Single());
        Assert.Equal(["name:Guest"], (await Host.SessionAsync("session-2")).Settled.Keys);
    }

    [Fact]
    public async Task A_recording_that_was_given_up_stays_so_until_it_is_archived_after_all()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        await Host.RecordAsync("session-1", Later(1), new RecordingFound("source", null, Now, Later(1)));
        Assert.True(Assert.Single((await Host.SessionAsync()).Recordings).IsAwaited);

        await Host.RecordAsync("session-1", Later(2), new RecordingGivenUp("source", "404"));

        var given = Assert.Single((await Host.SessionAsync()).Recordings);
        Assert.Equal((false, "404", null), (given.IsAwaited, given.GivenUp, given.Damage));
        var told = Assert.Single(await Host.Ledger.ReadHistoryAsync(LedgerSamples.Id, "session-1", null, Cancel), h => h.Event == "recording.missing");
        Assert.EndsWith(": 404", told.Detail, StringComparison.Ordinal);

        await Host.RecordAsync("session-1", Later(3), new RecordingArchived("source", LedgerSamples.File("video.mp4")));

        var late = Assert.Single((await Host.SessionAsync()).Recordings);
        Assert.Equal((true, null, null), (late.CanBeWatched, late.GivenUp, late.Damage));
    }

    [Fact]
    public async Task Settling_somebody_has_every_sessions_reports_read_anew_and_every_session_looked_at()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var ana = (await Host.SessionAsync()).Learners[0].Id;
        foreach (var slug in new[] { "session-1", "session-2" })
        {
            await Host.RecordAsync(slug, Later(1), new AttendanceCollected(
                ["r"], ImmutableDictionary<LearnerId, Duration>.Empty, [new("Guest", null, Duration.FromMinutes(5))]));
        }

        var other = await Host.SessionAsync("session-2");
        await CompleteAsync("session-1", "session-2");

        await Host.RecordAsync("session-1", Later(2), new JoinerSettled("name:Guest", ana), new JoinerSettled("name:X", null));

        Assert.Empty((await Host.SessionAsync()).Attendance!.Reports);
        var touched = await Host.SessionAsync("session-2");
        Assert.Empty(touched.Attendance!.Reports);
        Assert.Equal(other.Version + 1, touched.Version);
        await Assert.ThrowsAsync<ConflictException>(
            () => Host.Ledger.RecordAsync(other, [new Looked()], Later(3), Cancel));
        Assert.Equal([Later(2), Later(2)], await LooksAsync("session-1", "session-2"));
    }

    [Fact]
    public async Task What_a_person_says_is_looked_at_now_and_what_a_look_did_is_not()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var ana = (await Host.SessionAsync()).Learners[0].Id;
        await CompleteAsync("session-1", "session-2");

        await Host.RecordAsync("session-2", Later(1), new Looked());
        Assert.Equal([null, null], await LooksAsync("session-1", "session-2"));

        await Host.RecordAsync("session-2", Later(2), new AttendanceSet(ana, AttendanceWord.Missed));
        Assert.Equal([null, Later(2)], await LooksAsync("session-1", "session-2"));
    }

    private async Task CompleteAsync(params string[] slugs)
    {
        foreach (var slug in slugs)
        {
            var item = await Host.Agenda.FindAsync(LedgerSamples.Session(slug).ToString(), Cancel);
            await Host.Agenda.CompleteAsync(item!, at: null, Cancel);
        }
    }

    private async Task<List<Instant?>> LooksAsync(params string[] slugs)
    {
        var looks = new List<Instant?>();
        foreach (var slug in slugs)
            looks.Add((await Host.Agenda.FindAsync(LedgerSamples.Session(slug).ToString(), Cancel))?.LookAt);
        return looks;
    }

    [Fact]
    public async Task A_word_taken_back_and_a_recording_published_again_leave_nothing()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var ana = (await Host.SessionAsync()).Learners[0].Id;
        await Host.RecordAsync(
            "session-1", Later(1), new AttendanceSet(ana, AttendanceWord.Missed), new RecordingsHidden());

        await Host.RecordAsync("session-1", Later(2), new AttendanceSet(ana, null), new RecordingsPublished());

        var kept = await Host.SessionAsync();
        Assert.Equal((null, false), (kept.Learners[0].Word, kept.RecordingsHidden));
    }

    [Fact]
    public async Task Whoever_is_told_another_day_of_the_end_is_sent_another_message()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var ana = (await Host.SessionAsync()).Learners[0].Id;
        await Host.RecordAsync("session-1", Later(1), new ExpiryTold(ana, Later(9)));
        await Host.RecordAsync("session-1", Later(2), new ExpiryTold(ana, Later(90)));

        Assert.Equal(Later(90), (await Host.SessionAsync()).Learners[0].ExpiresAsTold);
        var messages = await Host.Outbox.TakeAsync(10, Later(2), Later(3), Cancel);
        Assert.Equal([Later(9), Later(90)], messages.Select(m => m.ExpiresAt).Order());
        Assert.Equal(2, messages.DistinctBy(m => m.MessageId).Count());
    }

    [Fact]
    public async Task A_summary_goes_to_the_instructor_and_a_notice_says_when_the_recording_goes()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        await Host.RecordAsync(
            "session-1", Later(1), new SummaryQueued(LedgerSamples.Summary),
            new ExpiryTold(seen.Learners[0].Id, Later(9)));

        var messages = await Host.Outbox.TakeAsync(10, Later(1), Later(2), Cancel);

        Assert.Equal(
            [
                (MessageKind.Summary, "becky.russell@example.org", null, LedgerSamples.Summary),
                (MessageKind.Expiring, "Ana.Ruiz@example.org", Later(9), null),
            ],
            messages.Select(m => (m.Kind, m.Learner.Email.Value, m.ExpiresAt, m.Summary)));
        Assert.Equal((null, "Becky Russell"), (messages[0].LearnerId, messages[0].Learner.Name));
        foreach (var message in messages)
            await Host.Outbox.SentAsync(message, Later(2), "taken", Cancel);
        Assert.Equal(["recording.expiring"], (await HistoryAsync()).Skip(1).Select(h => h.Event));
    }

    [Fact]
    public async Task Newer_facts_take_the_place_of_older_ones()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var (ana, ben) = (seen.Learners[0].Id, seen.Learners[1].Id);
        var none = ImmutableDictionary<LearnerId, Duration>.Empty;
        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Meeting(seen), new OnlineMeetingFound("old"),
            new MeetingOptionsSet(), new MeetingCancelled(), LedgerSamples.Invite(seen, ana, 0, first: true),
            new AttendanceCollected(
                ["r1"], none.Add(ana, Duration.FromMinutes(1)).Add(ben, Duration.FromMinutes(2)), []));

        await Host.RecordAsync("session-1", Later(2), LedgerSamples.Meeting(seen) with { EventId = "second" },
            LedgerSamples.Uninvite(seen, ana, 1),
            new AttendanceCollected(["r1", "r2"], none.Add(ana, Duration.FromMinutes(9)), []));

        var kept = await Host.SessionAsync();
        Assert.Equal(
            ("second", null, false, false),
            (kept.Meeting!.EventId, kept.Meeting.OnlineMeetingId, kept.Meeting.OptionsSet, kept.Meeting.Cancelled));
        var told = kept.Learners[0].Invitation!;
        Assert.Equal((1, true, Later(1)), (told.Sequence, told.Cancelled, told.FirstTold));
        Assert.Equal(
            [new PresenceFacts(Duration.FromMinutes(9)), null], kept.Learners.Select(l => l.Presence));

        await Host.RecordAsync("session-1", Later(3), LedgerSamples.Invite(seen, ana, 2, first: true));
        Assert.Equal(Later(3), (await Host.SessionAsync()).Learners[0].Invitation!.FirstTold);
    }

    [Fact]
    public async Task A_reminder_told_of_the_old_start_is_none_of_the_new_one()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var ana = seen.Learners[0].Id;
        var day = Period.FromDays(1);
        await Host.RecordAsync(
            "session-1", Later(1), LedgerSamples.Invite(seen, ana, 0, first: true), new ReminderQueued(ana, day));

        var moved = LedgerSamples.Meet("session-1", new LocalDateTime(2025, 10, 23, 10, 0), 75);
        await AcceptAsync(
            LedgerSamples.Course(moved, LedgerSamples.TwoSessions().Sessions[1]), roster: null, "", Later(2));

        var now = await Host.SessionAsync();
        Assert.DoesNotContain(now.ReminderKey(day), now.Learners[0].RemindersTold);
        await Host.RecordAsync("session-1", Later(3), new ReminderQueued(ana, day));
        Assert.Contains(now.ReminderKey(day), (await Host.SessionAsync()).Learners[0].RemindersTold);
    }

    [Fact]
    public async Task A_moved_session_asks_for_an_answer_anew_and_one_told_again_does_not()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = (await Host.Ledger.FindSessionAsync(LedgerSamples.Session("session-1"), Cancel))!;
        var ana = seen.Learners[0].Id;
        var invited = LedgerSamples.Invite(seen, ana, 0, first: true);
        await Host.RecordAsync("session-1", Later(1), invited);
        await Host.RecordAsync("session-1", Later(2), new ReplyReceived(ana, ReplyAnswer.CannotCome, ReplySource.Mail, Later(2)));

        await Host.RecordAsync("session-1", Later(3), invited with { Sequence = 1, First = false });
        Assert.Equal(ReplyAnswer.CannotCome, (await AnaAsync()).Reply?.Answer);

        var later = invited.Content with { End = invited.Content.End + Hour };
        await Host.RecordAsync("session-1", Later(4), invited with { Sequence = 2, First = false, Content = later });
        Assert.Null((await AnaAsync()).Reply);

        async Task<LearnerFacts> AnaAsync() => (await Host.Ledger.FindSessionAsync(seen.Id, Cancel))!.Learners[0];
    }

    [Fact]
    public async Task The_same_proposal_read_twice_is_declined_once()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = (await Host.Ledger.FindSessionAsync(LedgerSamples.Session("session-1"), Cancel))!;
        var ana = seen.Learners[0].Id;
        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Invite(seen, ana, 0, first: true));

        foreach (var hour in new[] { 2, 3 })
            await Host.RecordAsync("session-1", Later(hour), new CounterReceived(ana) { SentAt = Later(2) });

        var declined = (await SendAllAsync(Later(4))).Where(m => m.Kind is MessageKind.CounterDeclined);
        Assert.Equal(0, Assert.Single(declined).Sequence);
    }

    [Fact]
    public async Task A_fact_about_what_is_not_there_is_refused_and_leaves_nothing()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var before = await DumpAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Host.RecordAsync("session-1", Later(1), new SessionBegan(), new MeetingCancelled()));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Host.RecordAsync(
                "session-1", Later(1), new RecordingArchived("unknown", LedgerSamples.File("video.mp4"))));

        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task The_history_is_told_in_the_order_of_time_and_within_it_of_writing()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        await Host.RecordAsync("session-2", Later(5), new SessionBegan());
        await Host.RecordAsync("session-1", Later(4), new SessionBegan(), new Warned("one"), new Warned("two"),
            new AttendanceCollected(
                ["r"], ImmutableDictionary<LearnerId, Duration>.Empty.Add(seen.Learners[0].Id, Duration.Zero), []),
            new SessionFinished());

        Assert.Equal(
            [
                "course.accepted", "session.started", "warning", "warning", "attendance.collected", "session.ended",
                "session.started",
            ],
            (await HistoryAsync()).Select(h => h.Event));
        Assert.Equal(
            ["session.started", "one", "two", "session.ended"],
            (await HistoryAsync("session-1")).Where(h => h.Learner is null)
                .Select(h => h.Event == "warning" ? h.Detail : h.Event));
        var entry = Assert.Single(await HistoryAsync(learner: EmailAddress.Parse("ana.RUIZ@example.org")));
        Assert.Equal(
            new HistoryEntry(
                Later(4), "attendance.collected", LedgerSamples.Id, "session-1", "Ana.Ruiz@example.org",
                "0 min of 75 min (0 %)"),
            entry);
    }

    [Fact]
    public async Task A_link_is_found_by_the_hash_of_its_token_and_no_token_is_in_any_table()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var learner = seen.Learners[0].Id;
        await Host.RecordAsync("session-1", Later(1), LedgerSamples.Invite(seen, learner, 0, first: true),
            new WatchLinkQueued(learner));
        var page = Host.LinkKey.PageToken(LedgerSamples.Id, learner, 0);
        var watch = Host.LinkKey.WatchToken(LedgerSamples.Session("session-2"), learner, 0);

        Assert.Equal(
            new LinkTarget(LedgerSamples.Id, learner, null),
            await Host.Ledger.FindLinkAsync(LinkToken.Hash(page), Cancel));
        Assert.Equal(
            new LinkTarget(LedgerSamples.Id, learner, "session-2"),
            await Host.Ledger.FindLinkAsync(LinkToken.Hash(watch), Cancel));
        Assert.Null(await Host.Ledger.FindLinkAsync(page, Cancel));
        var all = await DumpAsync();
        Assert.Contains(LinkToken.Hash(page), all, StringComparison.Ordinal);
        Assert.DoesNotContain(page, all, StringComparison.Ordinal);
        Assert.DoesNotContain(watch, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_link_is_not_found()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var learner = (await Host.SessionAsync()).Learners[0].Id;
        await using var context = Host.Database.Open();
        await context.Learners.ExecuteUpdateAsync(set => set.SetProperty(l => l.LinkGeneration, 1), Cancel);

        Assert.Null(await Host.Ledger.FindLinkAsync(
            LinkToken.Hash(Host.LinkKey.PageToken(LedgerSamples.Id, learner, 0)), Cancel));
    }

    [Fact]
    public async Task Revoked_links_open_nothing_and_the_new_ones_do()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.TwoLearners);
        var seen = await Host.SessionAsync();
        var (ana, ben) = (seen.Learners[0], seen.Learners[1]);

        Assert.Equal(1, await Host.Ledger.RevokeLinksAsync(LedgerSamples.Id, ana.Learner.Email, Later(1), Cancel));

        Assert.Equal([null, ana.Id, ben.Id, null], await Task.WhenAll(
            PageAsync(ana.Id, 0), PageAsync(ana.Id, 1), PageAsync(ben.Id, 0), PageAsync(ben.Id, 1)));
        Assert.Equal(1, (await Host.SessionAsync()).Learners[0].LinkGeneration);
        Assert.NotNull(await Host.Ledger.FindLinkAsync(
            LinkToken.Hash(Host.LinkKey.WatchToken(LedgerSamples.Session("session-2"), ana.Id, 1)), Cancel));

        Assert.Equal(2, await Host.Ledger.RevokeLinksAsync(LedgerSamples.Id, learner: null, Later(2), Cancel));
        Assert.Equal([null, ana.Id, null, ben.Id], await Task.WhenAll(
            PageAsync(ana.Id, 1), PageAsync(ana.Id, 2), PageAsync(ben.Id, 0), PageAsync(ben.Id, 1)));

        async Task<LearnerId?> PageAsync(LearnerId learner, int generation) =>
            (await Host.Ledger.FindLinkAsync(
                LinkToken.Hash(Host.LinkKey.PageToken(LedgerSamples.Id, learner, generation)), Cancel))?.Learner;
    }

    [Fact]
    public async Task Three_hundred_learners_take_no_more_queries_than_two()
    {
        await AcceptAsync(LedgerSamples.TwoSessions(), LedgerSamples.People(300));
        var seen = await Host.SessionAsync();
        var facts = seen.Learners.Select(l => LedgerSamples.Invite(seen, l.Id, 0, first: true)).ToArray();
        await Host.Ledger.RecordAsync(seen, facts, Later(1), Cancel);

        var counter = CountingLoggers.Count();
        Assert.Equal(300, (await Host.SessionAsync()).Learners.Count(l => l.Invitation is not null));
        Assert.Equal(13, counter.Commands);

        counter = CountingLoggers.Count();
        Assert.Equal(2, (await Host.Ledger.FindCourseAsync(LedgerSamples.Id, Cancel))!.Sessions.Length);
        Assert.Equal(13, counter.Commands);
    }

    [Fact]
    public async Task No_migration_is_missing()
    {
        await using var context = Host.Database.Open();

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancel));
    }

    [Fact]
    public async Task Hosts_that_start_at_once_migrate_once()
    {
        await using var empty = await CreateAsync();

        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => empty.StartAsync()));

        Assert.All(await Task.WhenAll(hosts.Select(h => h.Ledger.ListCoursesAsync(Cancel))), ids => Assert.Empty(ids));
    }

    private static Instant Later(int hours) => Now + Duration.FromHours(hours);

    private static Course NewerZoneData(Course course) => course with
    {
        Sessions = [.. course.Sessions.Select(s => s with { Time = s.Time with { TzdbVersion = "2026a" } })],
    };

    private Task AcceptAsync(Course course, Roster? roster, string warning = "", Instant? at = null) =>
        Host.Ledger.AcceptAsync(course, roster, warning.Length == 0 ? [] : [warning], at ?? Now, Cancel);

    private async Task<IEnumerable<HistoryEntry>> HistoryAsync(string? session = null, EmailAddress? learner = null) =>
        await Host.Ledger.ReadHistoryAsync(LedgerSamples.Id, session, learner, Cancel);

    private async Task<List<OutboxMessage>> SendAllAsync(Instant now)
    {
        var messages = await Host.Outbox.TakeAsync(50, now, now + Hour, Cancel);
        foreach (var message in messages)
            await Host.Outbox.SentAsync(message, now, "250 taken", Cancel);
        return [.. messages];
    }

    private Task<string> DumpAsync() => TableDump.OfAsync(Host.Database, Cancel);
}

public sealed class SqliteLedgerTests : LedgerContract
{
    protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

[Trait("Service", "Postgres")]
public sealed class PostgresLedgerTests : LedgerContract
{
    protected override Task<TestDatabase> CreateAsync() => TestDatabase.PostgresAsync();
}
