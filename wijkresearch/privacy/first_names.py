"""First names that are common in the Netherlands, wherever they came from; without those that are ordinary words."""

import re

NAMES = """
    Aad Aafke Aaltje Abdel Abdelkarim Abdullah Achmed Adam Adriaan Agnes Ahmed Ahmet Aisha Albert Alex Alexander Ali
    Alice Alida Alie Amina Amir Amira Andre Andrea André Angela Anita Anja Anke Anna Anne Anneke Annelies Annemarie
    Annemiek Annet Annie Anouk Antoinette Anton Antoon Arend Arie Arjan Arjen Arno Arnold Arthur Astrid Ayse Ayşe
    Aziz Barbara Bart Beatrix Ben Berend Bernadette Bernard Bert Betty Bianca Björn Boris Bram Brigitte Carel Carla
    Carlo Carolien Carolina Cas Cees Celine Chantal Charlotte Chris Christa Christiaan Christina Claudia Connie Cor
    Corine Corrie Daan Danielle Daniël Danny Dave David Dennis Derk Desiree Diana Dick Dieuwke Dirk Dorien Ed Eddy
    Edith Edwin Eefje Elena Elisabeth Elke Ella Ellen Elly Els Elsa Emiel Emine Emma Eric Erica Erik Ernst Esma
    Esther Eva Evelien Evert Fabian Farid Fatih Fatima Fatma Femke Ferry Frank Frans Fred Frederik Freek Frits Geert
    Geertje Gemma Gerard Gerben Gerda Gerrit Gert Gijs Giovanni Greet Greetje Guus Hakim Halima Hamid Han Hannah
    Hanneke Hans Harm Harold Harrie Harry Hasan Hassan Hatice Heidi Hein Heleen Helena Hendrik Hendrika Henk Hennie
    Henny Henri Herman Hester Hilde Houda Hugo Huub Ibrahim Ilse Imane Ineke Inge Ingrid Irene Iris Irma Isa Isabel
    Ismail Ivo Jaap Jacco Jacob Jacqueline Jamal Jamila Jan Janine Janna Janneke Janny Jantien Jasmijn Jasper Jean
    Jeannette Jelle Jenny Jeroen Jesse Jessica Jet Joan Johan Johanna Johannes John Joke Jolanda Joop Joost Jordy
    Jorien Joris Jos Josine José Judith Julia Juliette Jurgen Jurriaan Karel Karim Karin Karlijn Katja Kees Kelly
    Kemal Kevin Khadija Kim Klaas Koen Koos Kristel Laila Lara Lars Laura Laurens Leen Leila Lena Lennart Leo Leonie
    Leontien Lex Lia Lianne Lieke Lies Liesbeth Linda Lisa Lisette Loek Lotte Louis Louise Lucas Lucia Luuk Maaike
    Maarten Machteld Malika Manon Marco Margot Margriet Maria Marian Marianne Marie Marieke Marietje Marijke Marina
    Mariëlle Marja Marjan Marjolein Marleen Marlies Martha Martijn Martin Martine Mathijs Matthijs Maud Maurice
    Mehmet Meindert Mia Michael Michel Michiel Mieke Miep Mike Mila Milan Milou Mirjam Mohamed Mohammed Monique
    Mourad Mustafa Myriam Nadia Naima Nancy Natasja Nathalie Nico Nicole Niek Niels Nienke Nina Noor Noortje Nora
    Olaf Olga Omar Oscar Otto Pascal Patricia Patrick Paul Paula Pauline Peggy Peter Petra Philip Pien Piet Pieter
    Pieternel Rachid Rafael Ramon Rashid Raymond Rebecca Reinier Reinout Remco Renate Renske René Renée Ria Rianne
    Richard Rick Rik Rita Robbert Robert Roberto Robin Roel Roelof Roland Rolf Romy Ron Ronald Rosa Rosalie Ruben
    Rudi Rudolf Ruth Ruud Said Saida Samira Samuel Sander Sandra Sanne Sara Sarah Sascha Saskia Sebastiaan Selma
    Serge Sevda Sharon Sheila Siem Sien Sietske Sigrid Silvia Simon Simone Sjaak Sjoerd Sofie Sophie Soraya Stefan
    Stefanie Stella Steven Stijn Suzanne Sven Sylvia Tamara Tanja Ted Thea Theo Thijs Thomas Tijmen Tim Tineke Titia
    Tjeerd Tom Ton Tonny Toon Toos Trees Trudy Truus Victor Vincent Wendy Wessel Wia Wiebe Willeke Willem Willemijn
    Wilma Wim Wouter Yasmina Yassin Youssef Yusuf Yvette Yvonne Zeynep Zohra
"""
FIRST_NAMES = frozenset(re.findall(r"\S+", NAMES))
