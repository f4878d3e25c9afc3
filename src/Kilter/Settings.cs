using System.Globalization;

namespace Kilter;

/// <summary>One setting of a detector, threshold or source, as shown in help and documentation.</summary>
/// <param name="Name">Lower case with hyphens.</param>
/// <param name="Default">The value used when none is given, as text.</param>
/// <param name="Range">What may be given, in words or as an interval.</param>
/// <param name="Meaning">What it does, with its unit.</param>
public sealed record SettingSpec(string Name, string Default, string Range, string Meaning);

/// <summary>Named settings as text (from the command line, a file or a saved model), read with a default. Immutable.</summary>
public sealed class Settings
{
    private readonly IReadOnlyDictionary<string, string> _values;

    /// <summary>Settings from name and text.</summary>
    public Settings(IReadOnlyDictionary<string, string> values) => _values = values;

    /// <summary>No settings: every default.</summary>
    public static Settings None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The names that were set.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentException">The text is not a number.</exception>
    public double Number(string name, double fallback)
        => !_values.TryGetValue(name, out var text) ? fallback
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
            : throw new ArgumentException($"'{name}' is \"{text}\"; a number is needed.");

    /// <summary>A whole number.</summary>
    /// <exception cref="ArgumentException">The text is not a whole number.</exception>
    public int WholeNumber(string name, int fallback)
        => !_values.TryGetValue(name, out var text) ? fallback
            : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value
            : throw new ArgumentException($"'{name}' is \"{text}\"; a whole number is needed.");

    /// <summary>A text.</summary>
    public string Text(string name, string fallback) => _values.TryGetValue(name, out var text) ? text : fallback;

    /// <summary>These settings with one more, or one changed.</summary>
    public Settings With(string name, string value)
        => new(new Dictionary<string, string>(_values.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { [name] = value });
}
