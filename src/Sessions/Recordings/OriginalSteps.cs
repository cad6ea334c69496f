using System.Collections.Immutable;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Recordings;

/// <summary>
/// Puts Teams' own file into the recycle bin, once the copy was read again and one file alone can be the recording.
/// Any doubt leaves it where it is, for good, and says why.
/// </summary>
public sealed class OriginalSteps(IOriginals originals, RecordingUpkeep upkeep)
{
    // A file may change between the finding and the removing; one that goes on changing is left alone.
    private const int Attempts = 3;

    public async Task<ImmutableArray<Fact>> RemoveAsync(
        SessionFacts session, RemoveOriginal step, CancellationToken cancel)
    {
        var recording = step.Recording;
        var verified = await upkeep.VerifyAsync(recording, cancel);
        return verified.Damage is null
            ? [verified, await RemoveAsync(session.Course.Instructor.Email, step, cancel)]
            : [verified, new OriginalKept(recording.SourceId, "the archive's copy is damaged")];
    }

    private async Task<Fact> RemoveAsync(EmailAddress organizer, RemoveOriginal step, CancellationToken cancel)
    {
        var source = step.Recording.SourceId;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var match = await originals.FindAsync(organizer, step.Meeting.Subject, step.Recording, cancel);
            if (match.Original is not { } original)
                return new OriginalKept(source, match.Reason);
            if (await originals.RemoveAsync(organizer, original, cancel))
                return new OriginalRemoved(source);
        }

        return new OriginalKept(source, "the file changes while it is looked at");
    }
}
