using NodaTime;
using Sessions.Courses;

namespace Sessions.Adapters.Database.Rows;

/// <summary>A course as it was last accepted.</summary>
internal sealed class CourseRow
{
    public required string Id { get; init; }

    public required string Title { get; set; }

    public string? Provider { get; set; }

    public string? Description { get; set; }

    public required string ZoneId { get; set; }

    public LocalDateTime? Starts { get; set; }

    public LocalDateTime? Ends { get; set; }

    public required string InstructorName { get; set; }

    public required string InstructorEmail { get; set; }

    /// <summary>ISO 8601 periods, longest first, with a space between.</summary>
    public required string Reminders { get; set; }

    public decimal MissedBelow { get; set; }

    public NotifyWhom Notify { get; set; }

    /// <summary>An ISO 8601 period.</summary>
    public required string Keep { get; set; }

    public OriginalRecording Original { get; set; }
}

/// <summary>Someone who is, or once was, on the roster.</summary>
internal sealed class LearnerRow
{
    public Guid Id { get; init; }

    public required string CourseId { get; init; }

    /// <summary>From 1, in the order in which learners came.</summary>
    public int Ordinal { get; init; }

    public required string Email { get; set; }

    public required string EmailKey { get; set; }

    public required string Name { get; set; }

    public string? ZoneId { get; set; }

    public string? Language { get; set; }

    public bool Left { get; set; }

    public int LinkGeneration { get; set; }
}

/// <summary>What a link opens. Of the token itself only its hash is here.</summary>
internal sealed class LinkRow
{
    public required string TokenHash { get; init; }

    public required string CourseId { get; init; }

    public Guid LearnerId { get; init; }

    /// <summary>Null for the learner's own page.</summary>
    public string? Session { get; init; }

    /// <summary>The learner's generation for which it holds; an older one is revoked.</summary>
    public int Generation { get; init; }
}
