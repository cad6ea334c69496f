using System.Collections.Immutable;

namespace Sessions.Invitations;

/// <summary>What a mail says, before it is plain text or HTML: both are made from this, so neither says less.</summary>
internal sealed record Letter(string Language, string Title, ImmutableArray<Passage> Passages);

internal abstract record Passage
{
    private protected Passage()
    {
    }
}

/// <summary>A paragraph; its line breaks are kept.</summary>
internal sealed record Words(string Text) : Passage;

/// <param name="Machine">The start in UTC, ISO 8601, for programs that read the HTML.</param>
internal sealed record Hours(string Heading, string Date, string Times, string Machine) : Passage;

/// <summary>The one link that matters.</summary>
internal sealed record Door(string Label, string Address) : Passage;

/// <summary>A lesser link.</summary>
internal sealed record Pointer(string Label, string Address) : Passage;
