using System.Collections.Immutable;

namespace Sessions.Web.Settings;

/// <summary>What of the outside world is only pretended: nobody must believe that mail went out.</summary>
/// <param name="Learner">Names of sentences for a learner's page, in the files of <c>Languages</c>.</param>
/// <param name="Instructor">Sentences for <c>status</c> and <c>setup</c>.</param>
public sealed record Trial(ImmutableArray<string> Learner, ImmutableArray<string> Instructor)
{
    public static Trial From(IConfiguration settings)
    {
        var toFolder = Is(settings["Sessions:Mail:Transport"] ?? "Pickup", "Pickup");
        var simulated = Is(settings["Sessions:Teams:Credential"] ?? "Default", "None");
        return new(
            [
                .. When(toFolder, "Trial.NoMail"),
                .. When(simulated, "Trial.NoMeetings"),
            ],
            [
                .. When(toFolder, "Mail goes to a folder: nobody receives it (Sessions:Mail:Transport is Pickup)."),
                .. When(simulated, "The tenant is simulated: no meeting exists (Sessions:Teams:Credential is None)."),
            ]);
    }

    private static bool Is(string found, string expected) =>
        string.Equals(found, expected, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<string> When(bool holds, string sentence) => holds ? [sentence] : [];
}
