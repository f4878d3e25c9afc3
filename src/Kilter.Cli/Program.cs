System.Console.WriteLine("kilter 0.1.0");
return 0;
