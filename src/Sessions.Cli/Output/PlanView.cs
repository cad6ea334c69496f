using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Output;

/// <summary>The plan for people: what the clock says, what that is in UTC, what would be done.</summary>
internal static class PlanView
{
    public static void Show(IAnsiConsole console, PlanDocument plan)
    {
        console.MarkupLineInterpolated($"[bold]{plan.Title}[/] ({plan.Course}) · {plan.Timezone} · zone data {plan.Tzdb}");
        console.WriteLine();
        foreach (var session in plan.Sessions)
            Show(console, session);
        ShowLearners(console, plan.Learners);
        foreach (var warning in plan.Warnings)
            console.MarkupLineInterpolated($"[yellow]![/] {warning.Message}");
        foreach (var note in plan.Notes)
            console.MarkupLineInterpolated($"[yellow]![/] {note}");
        if (plan.Sessions.All(s => s.Actions.IsEmpty))
            console.WriteLine("Nothing would be done: every session is over, or already as the file says.");
    }

    private static void Show(IAnsiConsole console, PlannedSessionDocument session)
    {
        console.MarkupLineInterpolated($"  [bold]{session.Id}[/]  {session.Title}");
        console.MarkupLineInterpolated(
            $"    {Wording.Hours(session.StartUtc, session.EndUtc, session.Timezone)}   [grey]{Wording.UtcHours(session.StartUtc, session.EndUtc)}[/]");
        if (!session.Actions.IsEmpty)
            console.MarkupLineInterpolated($"    [green]→[/] {string.Join(" · ", session.Actions)}");
        console.WriteLine();
    }

    private static void ShowLearners(IAnsiConsole console, PlannedLearnersDocument learners)
    {
        var moved = learners.Moved.Length;
        var changes = (learners.Added - moved, learners.Removed - moved) switch
        {
            (0, 0) => "",
            (var added, 0) => $", {added} new",
            (0, var removed) => $", {removed} leaving",
            var (added, removed) => $", {added} new, {removed} leaving",
        };
        console.WriteLine($"{Wording.Count(learners.Total, "learner", "learners")}{changes}");
        foreach (var move in learners.Moved)
        {
            console.MarkupLineInterpolated(
                $"  {move.Name}: {move.From} → {move.To} [grey](same name: entries move, and the old links end)[/]");
        }
    }
}
