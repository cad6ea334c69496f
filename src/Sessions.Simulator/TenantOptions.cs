namespace Sessions.Simulator;

/// <summary>Somebody who may join sessions.</summary>
/// <param name="Email">Null: joins as a guest, by the name alone.</param>
/// <param name="Language">Shown as preferredLanguage.</param>
public sealed record SimulatedPerson(string Name, string? Email, string? Language);

public sealed class TenantOptions
{
    /// <summary>Where to listen, loopback only; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Who may join; asked once for each session, when its end is first seen to have passed.</summary>
    public Func<IReadOnlyList<SimulatedPerson>> Cast { get; init; } = static () => [];

    public TenantSwitches Switches { get; init; } = new();

    /// <summary>Addresses that have a mailbox; null: any address has one.</summary>
    public IReadOnlyList<string>? Organizers { get; init; }

    /// <summary>
    /// How the tenant reaches notification addresses, which it validates then; null: it keeps subscriptions and calls
    /// nobody. It stays the caller's.
    /// </summary>
    public HttpMessageHandler? Callbacks { get; init; }

    /// <summary>Equal seeds and equal requests give equal ids, people and times.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Where what was stored outlives the tenant, read at start and replaced after each change; null: nowhere. It
    /// belongs to one running tenant and to one <see cref="Seed"/>.
    /// </summary>
    public string? StateFile { get; init; }
}
