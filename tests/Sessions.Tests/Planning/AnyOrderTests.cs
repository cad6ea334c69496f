using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Sessions.Attendance;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Tests.Planning;

/// <summary>
/// Whatever order reports, recordings, transcripts, words and hidings come in, and whenever the looks happen: every
/// recording ends archived with its captions, and nobody is mailed twice.
/// </summary>
public sealed class AnyOrderTests
{
    private const int Learners = 4;

    private static readonly LearnerFacts[] Class =
        [.. Enumerable.Range(0, Learners).Select(n => Some.Learner($"learner{n}@example.org"))];

    // Minutes after the end at which each thing comes: two parts, a later rendering of the first, three transcripts,
    // a report, a word, hiding and publishing; each look is late by so much.
    [Fact]
    public void Every_recording_is_archived_and_each_learner_gets_at_most_one_link() =>
        Gen.Select(Gen.Int[0, 4000].Array[6], Gen.Int[0, 4000].Array[4], Gen.Int[0, 90]).Sample((artifacts, people, late) =>
        {
            var world = new Life(artifacts, people, late);
            world.Live();

            Assert.Equal(3, world.Session.Recordings.Length);
            Assert.All(world.Session.Recordings, r => Assert.True(r is { Video: not null, Captions: not null }));
            Assert.Equal(2, world.Session.Watchable.Length);
            Assert.All(world.Links.CountBy(l => l), l => Assert.Equal(1, l.Value));
            // Learner 0 was never there; learner 1 is absent by word; learner 2 was there; learner 3 is there by word.
            Assert.Contains(Class[0].Id, world.Links);
            Assert.Contains(Class[1].Id, world.Links);
            Assert.DoesNotContain(Class[2].Id, world.Links);
            Assert.Equal(1, world.Summaries);
            Assert.True(world.Missing <= 1);
            Assert.True(world.Asked <= 1);
        }, iter: 300);

    /// <summary>One session from its end until Teams forgets it, each fact applied as the ledger would.</summary>
    private sealed class Life(int[] artifacts, int[] people, int late)
    {
        public SessionFacts Session { get; private set; } = Some.Over(Class);

        public List<LearnerId> Links { get; } = [];

        public int Summaries { get; private set; }

        public int Missing { get; private set; }

        public int Asked { get; private set; }

        public void Live()
        {
            Instant? now = Some.End;
            var said = false;
            for (var looks = 0; now is { } at && at < Some.End + Duration.FromDays(60) && looks < 2000; looks++)
            {
                said = Speak(at, said);
                now = LookAt(at) is { } next ? Instant.Max(next, at + Duration.FromMilliseconds(1)) + Duration.FromMinutes(late) : null;
            }
        }

        private static bool Came(int minutes, Instant now) => Some.End + Duration.FromMinutes(minutes) <= now;

        private bool Speak(Instant now, bool said)
        {
            Session = Session with { RecordingsHidden = Came(people[2], now) && !Came(people[3], now) };
            if (said || !Came(people[1], now))
                return said;

            Take(new AttendanceSet(Class[1].Id, AttendanceWord.Missed), now);
            Take(new AttendanceSet(Class[3].Id, AttendanceWord.Present), now);
            return true;
        }

        private Instant? LookAt(Instant now)
        {
            while (true)
            {
                var plan = SessionPlanner.Plan(Session, LookSchedule.Default, now);
                if (plan.Due.IsEmpty)
                    return plan.Next?.At;

                foreach (var fact in Do(plan.Due[0], now))
                    Take(fact, now);
            }
        }

        private ImmutableArray<Fact> Do(Step step, Instant now) => step switch
        {
            LookForArtifacts => [.. Look(now), new Looked()],
            ArchiveVideo move => [new RecordingArchived(move.Recording.SourceId, new($"{move.Recording.SourceId}.mp4", 1, "00", now))],
            OfferRecording offer => Offering.Offer(offer),
            Summarize => Offering.Summarize(Session),
            ReportMissing => [new RecordingMissing(Some.End)],
            AskWhoCame => [new AttendanceAsked(Some.End)],
            _ => throw new InvalidOperationException($"{step} is not due in two months"),
        };

        private IEnumerable<Fact> Look(Instant now)
        {
            var reports = Came(people[0], now) ? ImmutableArray.Create(Report()) : [];
            var recordings = Artifacts(0, now).Select(r => new SourceRecording(
                r.Id, r.Correlation, r.Created, r.Created + Duration.FromMinutes(30))).ToImmutableArray();
            var transcripts = Artifacts(3, now).Select(t => new SourceTranscript($"{t.Id}-vtt", t.Correlation, t.Created)).ToImmutableArray();
            return
            [
                .. AttendanceUnion.Unite(Session, reports) is { } collected ? [collected] : Array.Empty<Fact>(),
                .. ArtifactLook.Decide(Session, recordings, transcripts),
                .. ArtifactLook.CaptionsDue(Session, transcripts).Select(due => new CaptionsArchived(
                    due.Recording.SourceId, new($"{due.Recording.SourceId}.vtt", 1, "00", now))),
            ];
        }

        // A second rendering of the first part has its correlation id.
        private IEnumerable<(string Id, string Correlation, Instant Created)> Artifacts(int from, Instant now) =>
            new[] { ("a", "1", 0), ("b", "2", 35), ("a-again", "1", 0) }
                .Where((_, i) => Came(artifacts[from + i], now))
                .Select(a => (a.Item1, a.Item2, Some.Start + Duration.FromMinutes(a.Item3)));

        private static AttendanceReport Report() => new(
            "report", Some.Start, Some.End,
            [.. Class[1..].Select(l => new AttendanceRecord(l.Learner.Email, l.Learner.Name, "Attendee", [new(Some.Start, Some.End)]))]);

        private void Take(Fact fact, Instant now)
        {
            Count(fact);
            Session = fact switch
            {
                AttendanceCollected c => Session with
                {
                    Attendance = new(now, c.Reports, c.Unmatched),
                    Learners = [.. Session.Learners.Select(l => l with { Presence = new(c.Presences[l.Id]) })],
                },
                AttendanceSet s => With(s.Learner, l => l with { Word = s.Word }),
                WatchLinkQueued q => With(q.Learner, l => l with { WatchLinkTold = true }),
                RecordingFound f => Session with
                {
                    Recordings = Session.Recordings.Add(new(f.SourceId, f.CorrelationId, f.Created, f.Ended, null, null)),
                },
                RecordingArchived a => With(a.SourceId, r => r with { Video = a.Video }),
                CaptionsArchived a => With(a.SourceId, r => r with { Captions = a.Captions }),
                Looked => Session with { Search = Session.Search with { Looks = Session.Search.Looks + 1, LastLook = now } },
                RecordingMissing => Session with { Search = Session.Search with { MissingReported = true } },
                AttendanceAsked => Session with { Search = Session.Search with { AttendanceAsked = true } },
                SummaryQueued => Session with { SummaryTold = true },
                _ => throw new InvalidOperationException($"{fact} was not expected"),
            };
        }

        private void Count(Fact fact)
        {
            if (fact is WatchLinkQueued queued)
                Links.Add(queued.Learner);
            Summaries += fact is SummaryQueued ? 1 : 0;
            Missing += fact is RecordingMissing ? 1 : 0;
            Asked += fact is AttendanceAsked ? 1 : 0;
        }

        private SessionFacts With(LearnerId id, Func<LearnerFacts, LearnerFacts> change) => Session with
        {
            Learners = [.. Session.Learners.Select(l => l.Id == id ? change(l) : l)],
        };

        private SessionFacts With(string id, Func<RecordingFacts, RecordingFacts> change) => Session with
        {
            Recordings = [.. Session.Recordings.Select(r => r.SourceId == id ? change(r) : r)],
        };
    }
}
