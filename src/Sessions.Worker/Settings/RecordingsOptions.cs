using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Sessions.Planning;

namespace Sessions.Worker.Settings;

/// <summary><c>Sessions:Recordings</c>: how soon, how often and how long recordings are looked for.</summary>
public sealed class RecordingsOptions
{
    public string FirstLook { get; set; } = "PT5M";

    public string LookEvery { get; set; } = "PT2M";

    public string LookLongest { get; set; } = "PT30M";

    public string GiveUpAfter { get; set; } = "P2D";

    /// <exception cref="OptionsValidationException">Never after validation at start.</exception>
    public LookSchedule ToSchedule() => new(
        Read(FirstLook) ?? throw Unreadable(nameof(FirstLook)),
        Read(LookEvery) ?? throw Unreadable(nameof(LookEvery)),
        Read(LookLongest) ?? throw Unreadable(nameof(LookLongest)),
        Read(GiveUpAfter) ?? throw Unreadable(nameof(GiveUpAfter)));

    /// <returns>Null for what is no ISO 8601 period of at least a second, or has months or years in it.</returns>
    internal static Duration? Read(string text) =>
        PeriodPattern.NormalizingIso.Parse(text) is { Success: true, Value: { Months: 0, Years: 0 } period }
        && period.ToDuration() is var duration && duration >= Duration.FromSeconds(1)
            ? duration
            : null;

    private static OptionsValidationException Unreadable(string name) =>
        new(name, typeof(RecordingsOptions), [$"Sessions:Recordings:{name} is no period"]);
}

/// <summary>Every wrong period at once, each with what is expected.</summary>
internal sealed class RecordingsOptionsValidator : IValidateOptions<RecordingsOptions>
{
    public ValidateOptionsResult Validate(string? name, RecordingsOptions options)
    {
        var wrong = Settings(options)
            .Where(s => RecordingsOptions.Read(s.Value) is null)
            .Select(s => $"Sessions:Recordings:{s.Name}: found '{s.Value}' — expected an ISO 8601 period such as PT5M")
            .ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<(string Name, string Value)> Settings(RecordingsOptions options) =>
    [
        (nameof(options.FirstLook), options.FirstLook),
        (nameof(options.LookEvery), options.LookEvery),
        (nameof(options.LookLongest), options.LookLongest),
        (nameof(options.GiveUpAfter), options.GiveUpAfter),
    ];
}
