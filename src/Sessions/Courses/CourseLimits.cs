namespace Sessions.Courses;

/// <summary>How much a course file and a roster may hold. What is over is refused, never cut.</summary>
public static class CourseLimits
{
    /// <summary>Of a course file, in UTF-8 bytes.</summary>
    public const int FileBytes = 1_000_000;

    /// <summary>Of a roster, in UTF-8 bytes.</summary>
    public const int RosterBytes = 10_000_000;

    /// <summary>Characters of a title, and of a provider's or person's name.</summary>
    public const int TitleLength = 200;

    public const int DescriptionLength = 10_000;

    public const int Sessions = 100;

    /// <summary>Of one session's recording.</summary>
    public const int Chapters = 100;

    public const int Reminders = 10;

    /// <summary>The longest time before a session at which to remind, in days.</summary>
    public const int ReminderDays = 366;

    /// <summary>The longest time to keep recordings, in years.</summary>
    public const int KeepYears = 100;

    public const int FirstYear = 2000;

    public const int LastYear = 2199;

    public const int Learners = 10_000;
}
