namespace Sessions.Web.Watch;

/// <summary>What an open page is told when it asks whether it may go on.</summary>
/// <param name="Why">Why not; null when it may.</param>
/// <param name="More">What is to be expected instead; null when it may.</param>
internal sealed record WatchState(bool Ready, string? Why, string? More)
{
    public static WatchState Of((string Title, string Text)? why) => new(why is null, why?.Title, why?.Text);
}
