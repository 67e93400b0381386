"""First names that are common in the Netherlands, also those that came from elsewhere; without names that are ordinary words."""

FIRST_NAMES = frozenset(
    """
    Aad Aafke Aaltje Abdel Abdelkarim Abdullah Achmed Adam Adriaan Agnes Ahmed Ahmet Aisha Albert Alex Alexander Ali Alice Alie Alida
    Amina Amir Amira Andre André Andrea Angela Anita Anja Anke Anna Anne Anneke Annelies Annemarie Annemiek Annet Annie Anouk Anton
    Antoinette Antoon Arend Arie Arjan Arjen Arno Arnold Arthur Astrid Ayşe Ayse Aziz Barbara Bart Beatrix Ben Bernadette Bernard Bert
    Berend Betty Bianca Björn Boris Bram Brigitte Carel Carla Carlo Carolien Carolina Cas Cees Celine Chantal Charlotte Chris Christa
    Christiaan Christina Claudia Connie Cor Corine Corrie Daan Danielle Daniël Danny Dave David Dennis Derk Desiree Diana Dick Dieuwke
    Dirk Dorien Ed Eddy Edith Edwin Eefje Elena Elisabeth Elke Ella Ellen Elly Els Elsa Emiel Emine Emma Erica Erik Eric Ernst Esma
    Esther Eva Evelien Evert Fabian Farid Fatih Fatima Fatma Femke Ferry Frank Frans Fred Freek Frederik Frits Gemma Geert Geertje
    Gerard Gerben Gerda Gerrit Gert Gijs Giovanni Greet Greetje Guus Hakim Halima Hamid Han Hanneke Hannah Hans Harm Harold Harrie
    Harry Hasan Hassan Hatice Heidi Hein Heleen Helena Hendrik Hendrika Henk Hennie Henny Henri Herman Hester Hilde Houda Hugo Huub
    Ibrahim Ilse Imane Ineke Inge Ingrid Irene Iris Irma Isa Isabel Ismail Ivo Jaap Jacco Jacob Jacqueline Jamal Jamila Jan Janine
    Janna Janneke Janny Jantien Jasmijn Jasper Jean Jeannette Jelle Jenny Jeroen Jesse Jet Jeroen Jessica Joan Johan Johanna Johannes
    John Joke Jolanda Joop Joost Jorien Jordy Joris Jos José Josine Judith Juliette Julia Jurgen Jurriaan Karel Karim Karin Karlijn
    Katja Kees Kelly Kemal Kevin Khadija Kim Klaas Koen Koos Kristel Laila Lara Lars Laura Laurens Leen Leila Lena Lennart Leo Leonie
    Leontien Lex Lia Lianne Lies Liesbeth Lieke Linda Lisa Lisette Lotte Loek Louis Louise Lucas Lucia Luuk Maaike Maarten Machteld
    Malika Manon Marco Margriet Margot Maria Marian Marianne Marie Marieke Mariëlle Marietje Marijke Marina Marja Marjan Marjolein
    Marleen Marlies Martha Martijn Martin Martine Mathijs Matthijs Maud Maurice Mehmet Meindert Mia Michael Michel Michiel Mieke Miep
    Mike Mila Milan Milou Mirjam Mohamed Mohammed Monique Mourad Mustafa Myriam Nadia Nancy Naima Natasja Nathalie Nico Niek Nicole
    Niels Nienke Nina Noor Noortje Nora Olaf Olga Omar Oscar Otto Pascal Patricia Patrick Paul Paula Pauline Peggy Peter Petra Philip
    Pien Piet Pieter Pieternel Rachid Rafael Ramon Raymond Rashid Rebecca Reinier Reinout Remco Renate René Renée Renske Ria Rianne
    Richard Rick Rik Rita Robbert Robert Robin Roberto Roel Roelof Roland Rolf Romy Ron Ronald Rosa Rosalie Ruben Rudi Rudolf Ruth Ruud
    Saida Said Samira Samuel Sander Sandra Sanne Sara Sarah Sascha Saskia Sebastiaan Selma Serge Sevda Sharon Sheila Sien Siem Sietske
    Sigrid Silvia Simon Simone Sjaak Sjoerd Sofie Sophie Soraya Stefan Stefanie Stella Steven Stijn Suzanne Sven Sylvia Tamara Tanja
    Ted Thea Theo Thijs Thomas Tijmen Tim Tineke Titia Tjeerd Tom Ton Tonny Toon Toos Trees Trudy Truus Victor Vincent Wendy Wessel
    Wia Wiebe Willeke Willem Willemijn Wilma Wim Wouter Yasmina Yassin Youssef Yusuf Yvette Yvonne Zeynep Zohra
    """.split()
)
