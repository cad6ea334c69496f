using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Makes rows of what a step reports. Rows that its facts may change are fetched first, all at once.</summary>
internal sealed class FactsWriter(LedgerContext context, SessionRow session, SessionFacts seen, Instant now)
{
    private Dictionary<Guid, InvitationRow> _invitations = [];
    private HashSet<(Guid Learner, string Reminder)> _reminders = [];
    private Dictionary<Guid, PresenceRow> _presences = [];
    private Dictionary<string, RecordingRow> _recordings = new(StringComparer.Ordinal);
    private HashSet<Guid> _offers = [];

    public async Task FetchAsync(IReadOnlyCollection<Fact> facts, CancellationToken cancel)
    {
        if (facts.Any(f => f is MeetingCreated or OnlineMeetingFound or MeetingOptionsSet or MeetingUpdated
            or MeetingCancelled))
        {
            await Mine(context.Meetings).LoadAsync(cancel);
        }

        if (facts.Any(f => f is InvitationQueued))
            _invitations = await Mine(context.Invitations).ToDictionaryAsync(i => i.LearnerId, cancel);

        if (facts.Any(f => f is ReminderQueued))
        {
            var told = await Mine(context.Reminders).Select(r => new { r.LearnerId, r.Reminder }).ToListAsync(cancel);
            _reminders = [.. told.Select(r => (r.LearnerId, r.Reminder))];
        }

        if (facts.Any(f => f is AttendanceCollected))
        {
            await Mine(context.Attendance).LoadAsync(cancel);
            _presences = await Mine(context.Presences).ToDictionaryAsync(p => p.LearnerId, cancel);
        }

        if (facts.Any(f => f is RecordingFound or RecordingArchived or CaptionsArchived))
        {
            _recordings = await Mine(context.Recordings).ToDictionaryAsync(
                r => r.SourceId, StringComparer.Ordinal, cancel);
        }

        if (facts.Any(f => f is WatchLinkQueued))
            _offers = [.. await Mine(context.Offers).Select(o => o.LearnerId).ToListAsync(cancel)];
    }

    public void Apply(Fact fact)
    {
        switch (fact)
        {
            case SessionBegan:
                session.StartNoted = true;
                break;
            case SessionFinished:
                session.EndNoted = true;
                break;
            case HoursResolved moved:
                (session.Start, session.End, session.TzdbVersion) = (moved.Start, moved.End, moved.TzdbVersion);
                break;
            case MeetingCreated or OnlineMeetingFound or MeetingOptionsSet or MeetingUpdated or MeetingCancelled:
                ApplyToMeeting(fact);
                break;
            case InvitationQueued queued:
                Invited(queued);
                break;
            case ReminderQueued queued:
                Reminded(queued.Learner.Value, seen.ReminderKey(queued.Before));
                break;
            case AttendanceCollected or Looked or RecordingMissing:
                ApplyToSearch(fact);
                break;
            case RecordingFound or RecordingArchived or CaptionsArchived:
                ApplyToRecording(fact);
                break;
            case WatchLinkQueued queued:
                Offered(queued.Learner.Value);
                break;
            case Warned:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fact), fact, "The ledger does not know this fact.");
        }
    }

    private void ApplyToMeeting(Fact fact)
    {
        switch (fact)
        {
            case MeetingCreated made:
                Created(made);
                break;
            case OnlineMeetingFound found:
                Meeting.OnlineMeetingId = found.OnlineMeetingId;
                break;
            case MeetingOptionsSet:
                Meeting.OptionsSet = true;
                break;
            case MeetingUpdated made:
                (Meeting.Subject, Meeting.Start, Meeting.End) = (made.Subject, made.Start, made.End);
                break;
            case MeetingCancelled:
                Meeting.Cancelled = true;
                break;
        }
    }

    private void ApplyToSearch(Fact fact)
    {
        switch (fact)
        {
            case AttendanceCollected collected:
                Collected(collected);
                break;
            case Looked:
                session.Looks++;
                session.LastLook = now;
                break;
            case RecordingMissing:
                session.MissingReported = true;
                break;
        }
    }

    private void ApplyToRecording(Fact fact)
    {
        switch (fact)
        {
            case RecordingFound found:
                Found(found);
                break;
            case RecordingArchived archived:
                var video = Recording(archived.SourceId);
                (video.VideoBlob, video.VideoLength) = (archived.Video.BlobName, archived.Video.Length);
                (video.VideoSha256, video.VideoArchivedAt) = (archived.Video.Sha256, archived.Video.ArchivedAt);
                break;
            case CaptionsArchived archived:
                var captions = Recording(archived.SourceId);
                (captions.CaptionsBlob, captions.CaptionsLength) =
                    (archived.Captions.BlobName, archived.Captions.Length);
                (captions.CaptionsSha256, captions.CaptionsArchivedAt) =
                    (archived.Captions.Sha256, archived.Captions.ArchivedAt);
                break;
        }
    }

    private MeetingRow Meeting => session.Meeting
        ?? throw new InvalidOperationException($"{session.CourseId}/{session.Slug} has no meeting to change.");

    private void Created(MeetingCreated made)
    {
        // A session that was removed and came back has a new meeting in the place of the cancelled one.
        if (session.Meeting is { } old)
        {
            (old.TransactionId, old.EventId) = (made.TransactionId, made.EventId);
            (old.ICalUId, old.JoinUrl) = (made.ICalUId, made.JoinUrl);
            (old.Subject, old.Start, old.End) = (made.Subject, made.Start, made.End);
            (old.OnlineMeetingId, old.OptionsSet, old.Cancelled) = (null, false, false);
            return;
        }

        session.Meeting = new MeetingRow
        {
            CourseId = session.CourseId,
            Session = session.Slug,
            TransactionId = made.TransactionId,
            EventId = made.EventId,
            ICalUId = made.ICalUId,
            JoinUrl = made.JoinUrl,
            Subject = made.Subject,
            Start = made.Start,
            End = made.End,
        };
    }

    private void Invited(InvitationQueued queued)
    {
        var learner = queued.Learner.Value;
        var told = LedgerJson.Write(queued.Content);
        var cancels = queued.Method is ITipMethod.Cancel;
        if (!_invitations.TryGetValue(learner, out var row))
        {
            _invitations[learner] = row = new InvitationRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                LearnerId = learner,
                Uid = queued.Uid,
                Told = told,
                FirstTold = now,
            };
            context.Invitations.Add(row);
        }

        (row.Uid, row.Sequence, row.Stamp) = (queued.Uid, queued.Sequence, queued.Stamp);
        (row.Told, row.Cancelled, row.TellAnew) = (told, cancels, false);
        if (!cancels)
            row.Address = seen.Learners.Single(l => l.Id == queued.Learner).Learner.Email.Value;
        if (queued.First)
            row.FirstTold = now;
    }

    private void Reminded(Guid learner, string reminder)
    {
        if (!_reminders.Add((learner, reminder)))
            return;

        context.Reminders.Add(new ReminderRow
        {
            CourseId = session.CourseId,
            Session = session.Slug,
            LearnerId = learner,
            Reminder = reminder,
            ToldAt = now,
        });
    }

    private void Collected(AttendanceCollected collected)
    {
        session.Attendance ??= new AttendanceRow
        {
            CourseId = session.CourseId,
            Session = session.Slug,
            Reports = "",
            Unmatched = "",
        };
        session.Attendance.CollectedAt = now;
        session.Attendance.Reports = LedgerJson.Write(collected.Reports);
        session.Attendance.Unmatched = LedgerJson.Write(collected.Unmatched);

        context.Presences.RemoveRange(
            _presences.Values.Where(p => !collected.Presences.ContainsKey(new(p.LearnerId))));
        foreach (var (learner, attended) in collected.Presences)
            Attended(learner.Value, attended);
    }

    private void Attended(Guid learner, Duration attended)
    {
        if (!_presences.TryGetValue(learner, out var row))
        {
            _presences[learner] = row = new PresenceRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                LearnerId = learner,
            };
            context.Presences.Add(row);
        }

        row.Attended = attended;
    }

    private void Found(RecordingFound found)
    {
        if (!_recordings.TryGetValue(found.SourceId, out var row))
        {
            _recordings[found.SourceId] = row = new RecordingRow
            {
                CourseId = session.CourseId,
                Session = session.Slug,
                SourceId = found.SourceId,
            };
            context.Recordings.Add(row);
        }

        (row.CorrelationId, row.Created, row.Ended) = (found.CorrelationId, found.Created, found.Ended);
    }

    private RecordingRow Recording(string sourceId) => _recordings.TryGetValue(sourceId, out var row)
        ? row
        : throw new InvalidOperationException(
            $"{session.CourseId}/{session.Slug} has no recording '{sourceId}' to archive.");

    private void Offered(Guid learner)
    {
        if (!_offers.Add(learner))
            return;

        context.Offers.Add(new OfferRow
        {
            CourseId = session.CourseId,
            Session = session.Slug,
            LearnerId = learner,
            ToldAt = now,
        });
    }

    private IQueryable<T> Mine<T>(IQueryable<T> rows)
        where T : class, ISessionPart =>
        rows.Where(r => r.CourseId == session.CourseId && r.Session == session.Slug);
}
