namespace Kilter.Reports.Words;

/// <summary>How a piece of a sentence stands out.</summary>
public enum Emphasis
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Bold.</summary>
    Strong,

    /// <summary>In the colour that means off-kilter.</summary>
    Event,
}

/// <summary>A piece of a sentence.</summary>
/// <param name="Text">Its text, unescaped.</param>
/// <param name="Emphasis">How it stands out.</param>
public readonly record struct Piece(string Text, Emphasis Emphasis = Emphasis.None)
{
    /// <summary>A plain piece.</summary>
    public static implicit operator Piece(string text) => FromString(text);

    /// <summary>A plain piece.</summary>
    public static Piece FromString(string text) => new(text);
}

/// <summary>A sentence or two whose weighty parts are marked. <see cref="ToString"/> gives the plain text. Immutable.</summary>
public sealed class Passage(params IReadOnlyList<Piece> pieces)
{
    /// <summary>The pieces in reading order; spaces are theirs.</summary>
    public IReadOnlyList<Piece> Pieces { get; } = [.. pieces.Where(p => p.Text.Length > 0)];

    /// <summary>A passage that says nothing.</summary>
    public static Passage Empty { get; } = new();

    /// <summary>This passage, a space, and another.</summary>
    public Passage Then(Passage next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Pieces.Count == 0 ? next : next.Pieces.Count == 0 ? this : new Passage([.. Pieces, " ", .. next.Pieces]);
    }

    /// <summary>The plain text.</summary>
    public override string ToString() => string.Concat(Pieces.Select(p => p.Text));

    internal static Piece Strong(string text) => new(text, Emphasis.Strong);

    internal static Piece Event(string text) => new(text, Emphasis.Event);
}
