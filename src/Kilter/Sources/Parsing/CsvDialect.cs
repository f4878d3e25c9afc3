namespace Kilter.Sources.Parsing;

/// <summary>How the cells of a text table are set apart.</summary>
/// <param name="Separator">The byte between cells; a space for runs of blanks and tabs.</param>
/// <param name="Point">The decimal sign, '.' or ','.</param>
internal readonly record struct CsvDialect(byte Separator, byte Point)
{
    /// <summary>True when any run of blanks and tabs separates cells.</summary>
    public bool IsBlank => Separator == ' ';

    /// <summary>The separator's name for people.</summary>
    public string Words => (char)Separator switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        ' ' => "white space",
        '|' => "bar",
        var other => $"'{other}'",
    };
}
