using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;
using Sessions.Recordings;
using Sessions.Worker.Settings;

namespace Sessions.Worker.Looks;

/// <summary>
/// Keeps change notifications up where Graph can reach us. Nothing depends on them, so a failure is a line in the log
/// and another attempt.
/// </summary>
internal sealed partial class SubscriptionLook(
    ILedger ledger, IAgenda agenda, ISubscriptionBook book, ISubscriptions graph, LookSchedule looks,
    IOptions<PublicUrlOptions> publicUrl, TimeProvider clock, ILogger<SubscriptionLook> logger)
{
    private static readonly Duration AfterFailure = Duration.FromMinutes(15);

    /// <summary>When this process meant to look again: any other time is somebody's wish.</summary>
    private Instant? _meant;

    public async Task RunAsync(AgendaItem item, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var sessions = await SessionsAsync(cancel);
        var plan = await PlanAsync(sessions, asked: item.LookAt != _meant, now, cancel);
        var done = true;
        foreach (var needless in plan.Needless)
            done &= await TryAsync(needless.Organizer, () => EndAsync(needless, cancel));
        foreach (var renewable in plan.Renewable)
            done &= await TryAsync(renewable.Organizer, () => RenewAsync(renewable, now, cancel));
        foreach (var (organizer, what) in (await PlanAsync(sessions, asked: false, now, cancel)).Missing)
            done &= await TryAsync(organizer, () => CreateAsync(organizer, what, now, cancel));

        var next = (await PlanAsync(sessions, asked: false, now, cancel)).Next;
        _meant = done ? next : Sooner(next, now + AfterFailure);
        await agenda.CompleteAsync(item, _meant, cancel);
    }

    private async Task<SubscriptionPlan> PlanAsync(
        ImmutableArray<SessionFacts> sessions, bool asked, Instant now, CancellationToken cancel) =>
        SubscriptionPlanner.Plan(
            sessions, await book.ListAsync(cancel), looks.GiveUpAfter, publicUrl.Value.IsReachable, asked, now);

    private async Task<ImmutableArray<SessionFacts>> SessionsAsync(CancellationToken cancel)
    {
        var sessions = ImmutableArray.CreateBuilder<SessionFacts>();
        foreach (var id in await ledger.ListCoursesAsync(cancel))
            sessions.AddRange((await ledger.FindCourseAsync(id, cancel))?.Sessions ?? []);
        return sessions.ToImmutable();
    }

    private async Task CreateAsync(EmailAddress organizer, Announced what, Instant now, CancellationToken cancel)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var root = publicUrl.Value.ToUri();
        var made = await graph.CreateAsync(
            organizer,
            what,
            new SubscriptionTerms(
                new Uri(root, "graph/notifications"), new Uri(root, "graph/lifecycle"), secret,
                now + SubscriptionPlanner.Life),
            cancel);
        await book.KeepAsync(
            new Subscription(made.Id, organizer, what.ToString(), SubscriptionSecret.Hash(secret), made.Until), cancel);
        LogMade(what, organizer, made.Until);
    }

    private async Task RenewAsync(Subscription kept, Instant now, CancellationToken cancel)
    {
        var until = await graph.RenewAsync(
            kept.Organizer, Enum.Parse<Announced>(kept.Resource), kept.Id, now + SubscriptionPlanner.Life, cancel);
        // One that Graph has dropped is missing from here on, and made anew below.
        if (until is { } granted)
            await book.KeepAsync(kept with { ExpiresAt = granted }, cancel);
        else
            await book.RemoveAsync(kept.Id, cancel);
    }

    private async Task EndAsync(Subscription needless, CancellationToken cancel)
    {
        if (needless.ExpiresAt > clock.GetCurrentInstant()
            && Enum.TryParse<Announced>(needless.Resource, out var what))
        {
            await graph.RemoveAsync(needless.Organizer, what, needless.Id, cancel);
        }

        await book.RemoveAsync(needless.Id, cancel);
    }

    private async Task<bool> TryAsync(EmailAddress organizer, Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (OutsideFaultException fault)
        {
            LogFault(organizer, fault.Message);
            return false;
        }
    }

    private static Instant Sooner(Instant? next, Instant other) =>
        next is { } at ? Instant.Min(at, other) : other;

    [LoggerMessage(Level = LogLevel.Information, Message = "Graph announces {What} of {Organizer} until {Until}")]
    private partial void LogMade(Announced what, EmailAddress organizer, Instant until);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Change notifications for {Organizer}: {Fault}. Recordings are found by looking, a little later")]
    private partial void LogFault(EmailAddress organizer, string fault);
}
