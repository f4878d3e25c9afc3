using System.Globalization;

namespace Kilter.Recipes;

/// <summary>A value of a comparison: a number, or a text such as a time. A number that is NaN is undefined.</summary>
public readonly record struct RecipeValue
{
    private readonly string? _text;

    /// <summary>A number; NaN for undefined.</summary>
    public RecipeValue(double number) => (Number, _text) = (number, null);

    /// <summary>A text.</summary>
    public RecipeValue(string text) => (Number, _text) = (double.NaN, text);

    /// <summary>The number; NaN for a text or an undefined number.</summary>
    public double Number { get; }

    /// <summary>True for a number that is defined.</summary>
    public bool IsNumber => _text is null && !double.IsNaN(Number);

    /// <summary>The text as it is, the number with up to five significant digits, or "undefined".</summary>
    public override string ToString()
        => _text ?? (double.IsNaN(Number) ? "undefined"
            : Number == Math.Round(Number) && Math.Abs(Number) < 1e9 ? Number.ToString("N0", CultureInfo.InvariantCulture)
            : Number.ToString("G5", CultureInfo.InvariantCulture));

    /// <summary>The value of something on a bench: a number, a whole number, a truth value, an instant or a text.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static RecipeValue Of(object thing) => thing switch
    {
        double number => new RecipeValue(number),
        float number => new RecipeValue((double)number),
        int number => new RecipeValue((double)number),
        long number => new RecipeValue((double)number),
        bool truth => new RecipeValue(truth ? "yes" : "no"),
        DateTime time => new RecipeValue(time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        string text => new RecipeValue(text),
        _ => throw new ArgumentException($"A {thing.GetType().Name} is not a value that can stand in a comparison.", nameof(thing)),
    };
}
