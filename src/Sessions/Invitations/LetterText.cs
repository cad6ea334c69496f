namespace Sessions.Invitations;

/// <summary>A letter as plain text.</summary>
internal static class LetterText
{
    public static string Write(Letter letter) =>
        string.Join("\n\n", letter.Passages.Select(Of)) + "\n";

    private static string Of(Passage passage) => passage switch
    {
        Words words => words.Text,
        Hours hours => $"{hours.Heading}\n{hours.Date}\n{hours.Times}",
        Door door => $"{door.Label}:\n{door.Address}",
        Pointer pointer => $"{pointer.Label}:\n{pointer.Address}",
        _ => throw new ArgumentOutOfRangeException(nameof(passage), passage, message: null),
    };
}
