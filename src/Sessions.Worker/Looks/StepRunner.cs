using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Sessions.Attendance;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Meetings;
using Sessions.Planning;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Worker.Looks;

/// <summary>Which stage does which step.</summary>
internal sealed class StepRunner(
    MeetingSteps meetings, AttendanceSteps attendance, RecordingSteps recordings, ArtifactsLook artifacts,
    RecordingUpkeep upkeep, OriginalSteps originals, IDateTimeZoneProvider zones)
{
    /// <returns>What was done; empty when there is nothing to do yet.</returns>
    public async Task<ImmutableArray<Fact>> RunAsync(
        SessionFacts session, Step step, Instant now, CancellationToken cancel) => step switch
        {
            NoteStart => [new SessionBegan()],
            NoteEnd => [new SessionFinished()],
            ResolveHours moved => [new HoursResolved(moved.Start, moved.End, ZoneData.VersionOf(zones))],
            AskForHours ask => throw new OutsideFaultException(FaultKind.Configuration, Question(session, ask)),
            CreateMeeting create => await meetings.CreateAsync(session, create, cancel),
            FindOnlineMeeting find => await meetings.FindAsync(session, find, cancel),
            SetMeetingOptions set => await meetings.SetOptionsAsync(session, set, cancel),
            UpdateMeeting update => await meetings.UpdateAsync(session, update, cancel),
            CancelMeeting cancelled => await meetings.CancelAsync(session, cancelled, cancel),
            Invite invite => InvitationStep.Invite(session, invite, now),
            Uninvite uninvite => InvitationStep.Uninvite(session, uninvite, now),
            Remind remind => InvitationStep.Remind(remind),
            LookForArtifacts look => await artifacts.RunAsync(session, look, now, cancel),
            ReuniteAttendance reunite => await attendance.ReuniteAsync(session, reunite, cancel),
            AskWhoCame => [new AttendanceAsked(session.Time.End)],
            ArchiveVideo archive => await recordings.ArchiveAsync(session, archive, now, cancel),
            ReportMissing => [new RecordingMissing(session.Time.End)],
            OfferRecording offer => Offering.Offer(offer),
            Summarize => Offering.Summarize(session),
            WarnOfExpiry warn => Offering.Warn(warn),
            ExpireRecording expire => await upkeep.ExpireAsync(expire, cancel),
            VerifyRecording verify => await upkeep.VerifyAsync(session, verify, cancel),
            RemoveOriginal remove => await originals.RemoveAsync(session, remove, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, message: null),
        };

    private string Question(SessionFacts session, AskForHours ask) =>
        $"{LocalDateTimePattern.GeneralIso.Format(ask.Local)} does not exist in {session.Time.Zone.Id} by zone data "
        + $"{ZoneData.VersionOf(zones)}; the session keeps its instant until another time is set up in the course file";
}
