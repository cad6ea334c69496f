using System.Globalization;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Output;

/// <summary>Who came to one session, for people.</summary>
internal static class AttendanceView
{
    public static void Show(IAnsiConsole console, AttendanceListDocument list)
    {
        console.MarkupLineInterpolated($"[bold]{list.Title}[/] ({list.Course}/{list.Session})");
        console.WriteLine(
            $"{Wording.Hours(list.StartUtc, list.EndUtc, list.Timezone)}   {Minutes(list.Minutes)}; less than {Minutes(list.NeededMinutes)} is missed");
        if (list.State == "unknown")
            console.WriteLine("No attendance report came yet: who was there is not known. Your word: --set ADDRESS=present|missed");
        console.WriteLine();
        foreach (var learner in list.Learners)
            console.WriteLine($"  {learner.Verdict,-8} {Stay(learner),8}  {learner.Name} <{learner.Learner}>{By(learner)}");
        if (!list.Unmatched.IsEmpty)
            ShowUnmatched(console, list);
        if (list.Settling)
            console.WriteLine("What you settled is still being counted: ask again in a moment.");
    }

    private static void ShowUnmatched(IAnsiConsole console, AttendanceListDocument list)
    {
        console.WriteLine();
        console.WriteLine("On no roster under that name or address:");
        foreach (var joiner in list.Unmatched)
            console.WriteLine($"  {Minutes(joiner.Minutes),8}  {(joiner.Name.Length > 0 ? joiner.Name : "(no name)")}  {joiner.Key}");
        console.WriteLine($"Say who they are: sessions attendance {list.Course}/{list.Session} --match \"NAME=ADDRESS\", or \"NAME=nobody\"");
    }

    private static string Stay(AttendeeDocument learner) => learner.Minutes is { } minutes ? Minutes(minutes) : "";

    private static string By(AttendeeDocument learner) => learner.By switch
    {
        "instructor" => "  by your word",
        "reply" => "  said they can't come",
        _ => "",
    };

    private static string Minutes(double minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(minutes):0} min");
}
